import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { launchJava } from '../../../local/stack/launch-java.ts';
import { renderOpensearchConfig } from '../../../local/stack/render-opensearch-config.ts';
import { freePorts } from './free-ports.ts';
import { keystorePassword, renderSecurityFiles, securitySettings } from './secured-config.ts';

const startTimeoutMs = 120_000;
const run = promisify(execFile);

export interface SecuredOpenSearch {
  readonly url: string;
  /** All that it has written to its log, the granted privileges among it. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** One OpenSearch with the security plugin that a domain has, empty, on a port and in a folder of its own. */
export async function startSecuredOpenSearch(): Promise<SecuredOpenSearch> {
  const home = mkdtempSync(join(tmpdir(), 'millrace-secured-'));
  const [httpPort = 0] = await freePorts(1);
  const logPath = join(home, 'server.log');
  await writeConfig(home, httpPort);
  const { command, args } = launchJava(
    {
      profile: 'opensearch',
      plugins: ['security'],
      mainClass: 'OpensearchServer',
      flags: ['-Xms256m', '-Xmx512m', '-Dlog4j.shutdownHookEnabled=false', '-Dlog4j2.disable.jmx=true'],
      args: [home, 'org.opensearch.security.OpenSearchSecurityPlugin'],
      beforeStart: () => {},
    },
    process.env,
  );
  const log = openSync(logPath, 'a');
  // It ends with this process, however that ends.
  const server = spawn(command, [...args], { stdio: ['pipe', log, log] });
  const ended = new Promise<void>((resolve) => void server.once('exit', () => resolve()));
  const close = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${httpPort}`;
  const readLog = () => readFileSync(logPath, 'utf8');

  for (const deadline = Date.now() + startTimeoutMs; !(await isReady(url)); await sleep(200)) {
    if (server.exitCode === null && Date.now() < deadline) continue;
    const said = readLog().slice(-4_000);
    await close();
    throw new Error(`Expected OpenSearch with its security plugin to start: ${said}`);
  }
  return { url, log: readLog, close };
}

/** 401 is the plugin's word for somebody it does not know: it says 503 until it has read who it knows. */
async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 401;
  } catch {
    return false;
  }
}

async function writeConfig(home: string, httpPort: number): Promise<void> {
  const config = join(home, 'config');
  const security = join(config, 'opensearch-security');
  mkdirSync(security, { recursive: true });
  const files = renderOpensearchConfig({ home, httpPort });
  const settings = Object.entries(securitySettings).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  writeFileSync(join(config, 'opensearch.yml'), `${files['opensearch.yml']}${settings.join('')}`);
  writeFileSync(join(config, 'log4j2.properties'), files['log4j2.properties']);
  for (const [name, text] of renderSecurityFiles()) writeFileSync(join(security, name), text);
  await writeCertificate(config);
}

/** The plugin does not start without TLS between nodes, even where there is one node: with a certificate of today. */
async function writeCertificate(config: string): Promise<void> {
  const keytool = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'keytool') : 'keytool';
  const use = (...args: readonly string[]) =>
    run(keytool, [...args, '-alias', 'node', '-storepass', keystorePassword, '-storetype', 'PKCS12'], { cwd: config });
  await use('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=node', '-validity', '2', '-keystore', 'node.p12');
  await use('-exportcert', '-file', 'node.crt', '-keystore', 'node.p12');
  await use('-importcert', '-noprompt', '-file', 'node.crt', '-keystore', 'trust.p12');
}
