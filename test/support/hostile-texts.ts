/** Text that breaks what pastes instead of quoting: name and text. */
export const hostileTexts: readonly (readonly [name: string, text: string])[] = [
  ['quotes and backslashes', `"a" \\ \\" \\\\ \\u0041 ' '' \\' /`],
  ['newlines, tabs and control characters', 'a\nb\r\nc\td\u0000e\u0001f\u001fg\u0085h'],
  ['references', "$x ${x} $!x $!{x} $input.body $util.escapeJavaScript('a') $ $$ $a-$b $context.requestId"],
  [
    'directives',
    '#end #if( #if(true) ## #* *# #stop #set($id = "x") #foreach($a in $b) #[[ ]]# #{end} #parse("x") #evaluate("x")',
  ],
  ['pieces of JSON', '"}, "TableName": {"S": "x"} ]} {{ { } [ , : null {"S": "y"}'],
  ['Terraform', '${table_name} %{ if true } $${x} %%{'],
  [
    'other scripts',
    '\u{1f600} \u{1f469}\u200d\u{1f467} \u00e9 e\u0301 \u00df \u03a9\u03bc \u65e5\u672c \u202e abc \ufeff',
  ],
  ['line separators', 'a\u2028b\u2029c\u00a0d'],
  ['query syntax', 'title:* OR (a AND b) ~2 ^3 <script>alert(1)</script> & < > =1+1'],
  ['300 KB', '$x #end "\\ \n'.repeat(30_000).slice(0, 300 * 1_024)],
];
