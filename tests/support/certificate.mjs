import { execFileSync } from 'node:child_process';

/**
 * A certificate for 127.0.0.1 that signs itself.
 * @param {string} folder
 * @returns {{cert: string, key: string}} names of PEM files
 */
export function makeCertificate(folder) {
  const [cert, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out'];
  execFileSync('openssl', ['req', ...made, cert, ...subject], { stdio: 'pipe' });
  return { cert, key };
}
