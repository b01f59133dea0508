/** What the local stack puts in place of the placeholders of openapi.yaml; on AWS, Terraform does. */
export function placeholderValues({
  region,
  tableName,
}: {
  readonly region: string;
  readonly tableName: string;
}): Readonly<Record<string, string>> {
  const searchArn = `arn:aws:lambda:${region}:000000000000:function:search`;
  return {
    region,
    table_name: tableName,
    read_role_arn: 'arn:aws:iam::000000000000:role/local-read',
    write_role_arn: 'arn:aws:iam::000000000000:role/local-write',
    search_invoke_arn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${searchArn}/invocations`,
    allowed_origin: '*',
  };
}
