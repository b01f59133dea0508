const canonical = /^(?:0|-?[1-9][0-9]{0,125}|-?(?:0|[1-9][0-9]{0,125})\.[0-9]{0,129}[1-9])$/;
const decimal = /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]{1,4}))?$/;

/**
 * The one spelling of a DynamoDB number: plain digits, no exponent, no needless zeros; every digit is kept and no
 * JavaScript number is involved. Equal numbers have equal spellings. Undefined when the text is no number of
 * DynamoDB's range (1E-130 to 9.9…E+125, 38 significant digits are its own affair).
 */
export function toCanonicalDecimal(text: string): string | undefined {
  if (canonical.test(text)) return text;
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [sign, whole, fraction] = match.slice(1, 4).map(String) as [string, string, string];
  const exponent = Number(match[4] ?? 0);
  if (whole === '' && fraction === '') return undefined;

  const digits = whole + fraction;
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '');
  if (significant === '') return '0';

  const leadingZeros = digits.length - digits.replace(/^0+/, '').length;
  const point = whole.length - leadingZeros + exponent;
  if (point > 126 || point < -129 || significant.length > 256) return undefined;
  return (sign === '-' ? '-' : '') + placePoint(significant, point);
}

/** `point` digits of `digits` stand before the decimal point; beyond either end there are zeros. */
function placePoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
