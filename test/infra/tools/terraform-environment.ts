import { toolPath } from './tool-path.ts';

const ourOwn = new Set(['AWS_CA_BUNDLE', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);

/**
 * What Terraform and Terragrunt run in: the provider that `install.sh mirror` has found, keys that open nothing, and no
 * word with HashiCorp, with Gruntwork or with the machine's own AWS settings.
 */
export function terraformEnvironment(): Readonly<Record<string, string>> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TF|TG|TERRAGRUNT|AWS)_/.test(name) || ourOwn.has(name),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    TF_CLI_CONFIG_FILE: toolPath('terraform.tfrc'),
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
