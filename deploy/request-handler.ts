import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, rootCertificates } from 'node:tls';

type Env = Readonly<Record<string, string | undefined>>;
type Connected = (error: Error | null, stream: Duplex) => void;

/** What Node's agent asks a connection with. */
interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * How the AWS SDK connects: by `HTTPS_PROXY`, but for hosts of `NO_PROXY`, and trusting `AWS_CA_BUNDLE`, as Terraform and
 * Terragrunt do. By itself the SDK for JavaScript heeds none of the three.
 */
export function createRequestHandler(env: Env) {
  const bundle = env.AWS_CA_BUNDLE;
  const options: AgentOptions = {
    keepAlive: true,
    ...(bundle && { ca: [...rootCertificates, readFileSync(bundle, 'utf8')] }),
  };
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  const exempt = readNoProxy(env.NO_PROXY ?? env.no_proxy);
  return {
    httpsAgent: proxy ? new TunnelAgent(options, new URL(proxy), exempt) : new Agent(options),
    httpAgent: new HttpAgent({ keepAlive: true }),
    connectionTimeout: 10_000,
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
  };
}

/** Connections to `host` go directly: `*`, the host itself, or a domain of it, with or without a dot or `*.` before. */
export function readNoProxy(text = ''): (host: string) => boolean {
  const names = text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase().replace(/:\d+$/, ''));
  return (host) =>
    names.some((name) => {
      const domain = name.replace(/^\*?\./, '');
      return name === '*' || host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
    });
}

class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #isExempt: (host: string) => boolean;

  constructor(options: AgentOptions, proxy: URL, isExempt: (host: string) => boolean) {
    super(options);
    this.#proxy = proxy;
    this.#isExempt = isExempt;
  }

  // Node calls it for each new connection; the answer may come by the callback.
  override createConnection(options: RequestOptions, done?: Connected): Duplex | undefined {
    const target = options as RequestOptions & Target;
    if (this.#isExempt(target.host)) return connect({ ...target, servername: target.host } as object);
    openTunnel(this.#proxy, target, done ?? (() => {}));
    return undefined;
  }
}

function openTunnel(proxy: URL, options: Target, done: Connected): void {
  const target = `${options.host}:${options.port}`;
  const user = decodeURIComponent(proxy.username);
  const credentials = Buffer.from(`${user}:${decodeURIComponent(proxy.password)}`).toString('base64');
  const isSecure = proxy.protocol === 'https:';
  const request = (isSecure ? httpsRequest : httpRequest)({
    host: proxy.hostname,
    port: proxy.port || (isSecure ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(user && { 'proxy-authorization': `Basic ${credentials}` }) },
  });
  // Node's agent looks at the stream only when there is no error.
  const fail = (error: Error): void => (done as (error: Error) => void)(error);
  request.once('error', fail);
  request.once('connect', ({ statusCode }, socket) => {
    if (statusCode === 200) return done(null, connect({ ...options, socket, servername: options.host }));
    socket.destroy();
    fail(new Error(`Expected the proxy ${proxy.host} to connect to ${target}, got status ${statusCode}.`));
  });
  request.end();
}
