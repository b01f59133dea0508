import type { Stage } from './open-stage.ts';
import type { Answer, Call } from './start-moto.ts';

/** How each service names all that it has, and where in the answer the names are. */
const lists: readonly (readonly [call: Call, names: (answer: Answer) => readonly string[]])[] = [
  [['lambda', 'list_functions', {}], (a) => a.Functions.map((one: Answer) => one.FunctionName)],
  [['lambda', 'list_event_source_mappings', {}], (a) => a.EventSourceMappings.map((one: Answer) => one.UUID)],
  [['dynamodb', 'list_tables', {}], (a) => a.TableNames],
  [['opensearch', 'list_domain_names', {}], (a) => a.DomainNames.map((one: Answer) => one.DomainName)],
  [['ecr', 'describe_repositories', {}], (a) => a.repositories.map((one: Answer) => one.repositoryName)],
  [['apigateway', 'get_rest_apis', {}], (a) => a.items.map((one: Answer) => one.name)],
  [['apigateway', 'get_api_keys', {}], (a) => a.items.map((one: Answer) => one.name)],
  [['apigateway', 'get_usage_plans', {}], (a) => a.items.map((one: Answer) => one.name)],
  [['iam', 'list_roles', {}], (a) => a.Roles.map((one: Answer) => one.RoleName)],
  [['logs', 'describe_log_groups', {}], (a) => a.logGroups.map((one: Answer) => one.logGroupName)],
  [['cloudwatch', 'describe_alarms', {}], (a) => a.MetricAlarms.map((one: Answer) => one.AlarmName)],
  [['cloudwatch', 'list_dashboards', {}], (a) => a.DashboardEntries.map((one: Answer) => one.DashboardName)],
  [['sns', 'list_topics', {}], (a) => a.Topics.map((one: Answer) => one.TopicArn)],
  [['scheduler', 'list_schedules', {}], (a) => a.Schedules.map((one: Answer) => one.Name)],
  [['stepfunctions', 'list_state_machines', {}], (a) => a.stateMachines.map((one: Answer) => one.name)],
  [['kms', 'list_aliases', {}], (a) => a.Aliases.map((one: Answer) => one.AliasName)],
  [['cloudfront', 'list_distributions', {}], (a) => named(a.DistributionList, 'Id')],
  [['cloudfront', 'list_functions', {}], (a) => named(a.FunctionList, 'Name')],
  [['cloudfront', 'list_origin_access_controls', {}], (a) => named(a.OriginAccessControlList, 'Id')],
  [
    ['cloudfront', 'list_response_headers_policies', { Type: 'custom' }],
    (a) => (a.ResponseHeadersPolicyList.Items ?? []).map((one: Answer) => one.ResponseHeadersPolicy.Id),
  ],
  [['s3', 'list_buckets', {}], (a) => a.Buckets.map((one: Answer) => one.Name)],
];

const named = ({ Items = [] }: Answer, name: string): readonly string[] => Items.map((one: Answer) => one[name]);

/** Everything there is in this AWS, as `service name`; but for what is AWS's own, and the bucket of the states. */
export function listLeftovers(stage: Stage): readonly string[] {
  const answers = stage.ask(...lists.map(([call]) => call));
  return lists
    .flatMap(([[service], names], at) => names(answers[at]).map((name) => `${service} ${name}`))
    .filter((line) => !line.includes('alias/aws/') && !line.endsWith('-state'));
}
