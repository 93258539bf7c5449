/**
 * The public keys of the OpenID issuer that signed the tokens of recordings, and the one token that it answers by itself. The
 * keys that signed them are nowhere: recordings bring their tokens.
 */

export const RSA_KEY = {
  kty: 'RSA',
  n: '2dfXTdq97RsII3QRuJpPPePHaHJRtqgo23weG6TdGLT7dmNV3byhrOlG-EYmWwe-tg3gWaQVD9qlLifXjw7qzhhmwuPfVqFRT3DwXnhM4Z6qOUZAOQ0j1PCWoDXtlZ_99xoIOkukBqDYETQdl0IdpF8vK6hlH7wL0hvc7YoOqw9tAZNH1IRp9-cASEceO4ou6guqKmMiTLwrDK3eAvOtLHrqIVkQa9MvyCZeFIZi7sUPZL8UtggTZwsPbQSQTXmKon0QJNiGwn_WsMImcH80vqW1rQARYAltLANGnodDF8XV00JkwNBx8CUnTkOXNOj4pUFtgJcQD6rmg8_HcpOolQ',
  e: 'AQAB',
  kid: 'rsa1',
  alg: 'RS256',
  use: 'sig',
};
export const EC_KEY = {
  kty: 'EC',
  x: 'x5LMjfQO_XPvFSrIycDGAduGKfwb5ul5-PXdsGvoMvE',
  y: 'bEgBMxlJ7DfL42OtovJnpbMOyp-AeZYy7vfP0PrLo_Q',
  crv: 'P-256',
  kid: 'ec1',
  alg: 'ES256',
  use: 'sig',
};

/** Of zoe, with the groups far1 and far2 and the team far. */
export const DISTRIBUTED_CLAIMS =
  'eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYTEifQ.eyJpc3MiOiJodHRwczovLzEyNy4wLjAuMToyODQxMCIsInN1YiI6InpvZSIsImF1ZCI6ImFwcCIsImV4cCI6NDEwMjQ0NDgwMCwiZ3JvdXBzIjpbImZhcjEiLCJmYXIyIl0sInRlYW0iOiJmYXIifQ.k_tPOagbYQk27TYPC4Ds9FMdDhP9wQmLAKHJ0zyHKKVVrUQp2c_r3GqpaB-pNu6syu1WhovY-dRf1jN031BkoVmw1ttlq_hw4zJ7dICB3Q3yUVnIH8sY84qgo_90Z35RxBpFnP463_vIWw2vbc_ufoigGy2GzefHqME8XvXg65fcj7lOaaKqvejE4ge15F8udZZbW0rdXce58yB1TQN4gXZRc0XyTKYZi4i98Uf7yp-hv-4ARr10Jk1xDxH1qV0lSs4oLGBskqZplhu6W2n9YBqzu1pZdb-N2_A82HojP1oPui268EV75TSt44lMkQwPBEfgj6b1XPzyoV7RRArgSw';
