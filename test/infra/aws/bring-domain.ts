import type { Stage } from './open-stage.ts';

// The provider waits ten minutes before it looks whether a domain is made or gone, and no setting shortens that. So here,
// and only here, the domain is made by the API and imported, and let go from the state before the rest is destroyed. Its
// resource is planned, read and updated as the others are.

const resource = 'aws_opensearch_domain.this';

/** Makes the domain as the unit would, and imports it. The text of what failed, or undefined. */
export async function bringDomain(stage: Stage): Promise<string | undefined> {
  const planned = await stage.unit('opensearch', 'plan', '-out=domain.tfplan');
  if (planned.status !== 0) return planned.output;
  const folder = stage.workingFolder('opensearch');
  const shown = await stage.run('terraform', ['show', '-json', 'domain.tfplan'], folder);
  const { resource_changes: changes } = JSON.parse(shown.output.slice(shown.output.indexOf('{')));
  const wanted = changes.find(({ address }: { address: string }) => address === resource).change.after;
  const [made] = stage.ask(['opensearch', 'create_domain', toRequest(wanted)]);
  if (made.error) return JSON.stringify(made);
  const imported = await stage.unit('opensearch', 'import', resource, wanted.domain_name);
  return imported.status === 0 ? undefined : imported.output;
}

/** Lets the domain go: out of the state, then by the API. */
export async function leaveDomain(stage: Stage, name: string): Promise<string | undefined> {
  const removed = await stage.unit('opensearch', 'state', 'rm', resource);
  if (removed.status !== 0) return removed.output;
  stage.ask(['opensearch', 'delete_domain', { DomainName: name }]);
  return undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the attributes of Terraform's resource, in their own form.
function toRequest(wanted: any): Readonly<Record<string, unknown>> {
  const cluster = wanted.cluster_config[0];
  const volume = wanted.ebs_options[0];
  return {
    DomainName: wanted.domain_name,
    EngineVersion: wanted.engine_version,
    ClusterConfig: {
      InstanceType: cluster.instance_type,
      InstanceCount: cluster.instance_count,
      ZoneAwarenessEnabled: cluster.zone_awareness_enabled,
      ...(cluster.zone_awareness_config?.[0] && {
        ZoneAwarenessConfig: { AvailabilityZoneCount: cluster.zone_awareness_config[0].availability_zone_count },
      }),
    },
    EBSOptions: { EBSEnabled: true, VolumeType: volume.volume_type, VolumeSize: volume.volume_size },
    NodeToNodeEncryptionOptions: { Enabled: true },
    EncryptionAtRestOptions: { Enabled: true, KmsKeyId: wanted.encrypt_at_rest[0].kms_key_id },
    DomainEndpointOptions: {
      EnforceHTTPS: true,
      TLSSecurityPolicy: wanted.domain_endpoint_options[0].tls_security_policy,
    },
    AdvancedSecurityOptions: {
      Enabled: true,
      InternalUserDatabaseEnabled: false,
      MasterUserOptions: { MasterUserARN: wanted.advanced_security_options[0].master_user_options[0].master_user_arn },
    },
  };
}
