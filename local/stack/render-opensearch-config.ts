import { join } from 'node:path';

/** The files of `<home>/config`, by name. Everything that is not named here keeps OpenSearch's default. */
export function renderOpensearchConfig({
  home,
  httpPort,
}: {
  /** Absolute. */
  readonly home: string;
  readonly httpPort: number;
}): Readonly<Record<'opensearch.yml' | 'log4j2.properties', string>> {
  const settings: Readonly<Record<string, string | number | boolean>> = {
    'cluster.name': 'millrace',
    'node.name': 'millrace',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': httpPort,
    // Nobody else speaks to this node: any free port, so that two stacks never meet.
    'transport.port': 0,
    'path.data': join(home, 'data'),
    'path.logs': join(home, 'logs'),
    // A write to a missing index must fail, not make up a mapping.
    'action.auto_create_index': false,
  };
  return {
    // A JSON text is a YAML text.
    'opensearch.yml': `${Object.entries(settings)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      .join('\n')}\n`,
    'log4j2.properties': `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`,
  };
}
