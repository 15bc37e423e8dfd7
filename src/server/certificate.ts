import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateCertificates } from 'office-addin-dev-certs';

export interface LocalCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** The authority to be trusted on this machine. */
  readonly authority: string;
  /** Made just now: it cannot be trusted yet. */
  readonly fresh: boolean;
}

const DAYS = 365;
const RENEW_BEFORE_MS = 7 * 86_400_000;

/**
 * A certificate for https://localhost, signed by an authority whose private key is thrown away at once, so that trusting
 * it lets nobody sign anything else. Nothing is installed here: trusting is the person's own step.
 */
export async function localCertificate(folder: string, now: number): Promise<LocalCertificate> {
  const [authority, cert, key] = [join(folder, 'ca.crt'), join(folder, 'localhost.crt'), join(folder, 'localhost.key')];
  const usable = [authority, cert, key].every((file) => existsSync(file)) && Date.parse(new X509Certificate(readFileSync(cert)).validTo) - now > RENEW_BEFORE_MS;
  if (!usable) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of [authority, cert, key]) rmSync(file, { force: true });
    await quietly(() => generateCertificates(authority, cert, key, DAYS));
    chmodSync(key, 0o600);
  }
  return { key: readFileSync(key), cert: readFileSync(cert), authority, fresh: !usable };
}

/** The package reports to the console by itself; our start says in its own words what was made. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}

/** How to trust the authority on this system; run by the person, never by us. */
export function trustStep(authority: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return `certutil -user -addstore Root "${authority}"`;
    case 'darwin':
      return `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "${authority}"`;
    default:
      return `sudo cp "${authority}" /usr/local/share/ca-certificates/relance-localhost.crt && sudo update-ca-certificates   (browsers with a store of their own: import ${authority} under Settings > Certificates > Authorities)`;
  }
}
