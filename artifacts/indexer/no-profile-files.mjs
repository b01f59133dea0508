// Put by the bundler in the place of the credential providers that read `~/.aws`, or ask whom that names: a function's
// credentials come from its environment, and these providers are 115 KB of each bundle. Each hands on to the next one.
const pass = () => async () => {
  throw Object.assign(new Error('Expected credentials in the environment: profiles are not in this bundle.'), {
    name: 'CredentialsProviderError',
    tryNextLink: true,
  });
};

export const fromIni = pass;
export const fromProcess = pass;
export const fromSSO = pass;
export const fromTokenFile = pass;
