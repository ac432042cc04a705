import * as oidc from 'openid-client'
import type { Claims } from '../rules/providers.ts'
import { outsideFetch } from './outside.ts'

/** A client of ours at a provider. */
interface Client {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What must be kept until the person comes back. */
export interface Flow {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** For tests and for trying out: a provider on this machine, also without TLS. */
export const allowsLoopback = (): boolean => process.env.HANSA_OIDC_LOOPBACK === '1'

async function discover({ issuer, clientId, clientSecret }: Client): Promise<oidc.Configuration> {
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretPost(clientSecret), {
    [oidc.customFetch]: outsideFetch(allowsLoopback()) as oidc.CustomFetch,
    timeout: 10,
    execute: [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])],
  })
  return config
}

/** Whether the provider is there and says who it is. @throws Error that says why not */
export async function reachProvider(client: Client): Promise<void> {
  const { authorization_endpoint, token_endpoint, jwks_uri } = (await discover(client)).serverMetadata()
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) throw new Error('It names no place to sign in.')
}

/** The address to send the person to (authorization code flow with PKCE). */
export async function addressToSignIn(
  client: Client,
  redirectUri: string,
  state: string,
  loginHint: string | undefined,
): Promise<Flow & { url: string }> {
  const flow = { state, nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const url = oidc.buildAuthorizationUrl(await discover(client), {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
    state,
    nonce: flow.nonce,
    ...(loginHint && { login_hint: loginHint }),
  })
  return { ...flow, url: url.href }
}

/**
 * Who came back. Checks state, PKCE, and of the ID token signature, issuer, audience, nonce and times.
 *
 * @param back the address that the provider sent the person back to, with its query
 * @throws Error for whatever does not hold
 */
export async function whoCameBack(client: Client, back: URL, flow: Flow): Promise<Claims> {
  const config = await discover(client)
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: flow.verifier,
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()!
  // Many providers tell e-mail and name only when asked with the access token.
  const more =
    claims.email === undefined && config.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
      : claims
  const email = typeof more.email === 'string' ? more.email.toLowerCase() : undefined
  return {
    subject: claims.sub,
    email,
    emailVerified: more.email_verified === true,
    name: typeof more.name === 'string' && more.name.trim() !== '' ? more.name.trim().slice(0, 200) : undefined,
  }
}
