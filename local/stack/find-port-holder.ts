import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const ownProgram = /\b(DynamodbServer|OpensearchServer|local\/gateway\/main\.ts)\b/;

/** Who listens on a TCP port, in words for people: `process 4711 (node server.js)`. Undefined when that cannot be told. */
export function findPortHolder(port: number): string | undefined {
  const pid = process.platform === 'linux' ? findOnLinux(port) : findByLsof(port);
  if (pid === undefined) return undefined;
  const command = readCommand(pid);
  if (ownProgram.test(command)) return `another Millrace stack (process ${pid})`;
  return command ? `process ${pid} (${command.length > 60 ? `${command.slice(0, 60)}…` : command})` : `process ${pid}`;
}

const listening = '0A';

/** The inodes of the sockets that listen on a port, from the text of `/proc/net/tcp` or `tcp6`. */
export function parseListeners(table: string, port: number): readonly string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${wanted}`) && fields[3] === listening)
    .flatMap((fields) => fields[9] ?? []);
}

function findOnLinux(port: number): number | undefined {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => parseListeners(readText(path), port));
  const targets = new Set(inodes.map((inode) => `socket:[${inode}]`));
  if (targets.size === 0) return undefined;
  return readNames('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => readNames(`/proc/${pid}/fd`).some((fd) => targets.has(readLink(`/proc/${pid}/fd/${fd}`))));
}

function findByLsof(port: number): number | undefined {
  try {
    const output = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return Number.parseInt(output, 10) || undefined;
  } catch {
    return undefined;
  }
}

function readCommand(pid: number): string {
  const words = process.platform === 'linux' ? readText(`/proc/${pid}/cmdline`).split('\0') : readPs(pid).split(' ');
  return words.join(' ').trim();
}

function readPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

// Processes end while they are looked at, and those of others may not be looked into: both read as nothing.
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readNames(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
