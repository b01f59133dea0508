# After https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html
locals {
  # A gap in the domain's metrics is no news and keeps the last state ("ignore"); a domain that is really gone shows in `lag`.
  domain_alarms = {
    domain-red = {
      summary    = "At least one primary shard of ${var.domain.name} has no node: part of an index can be neither searched nor written."
      metric     = { namespace = "AWS/ES", name = "ClusterStatus.red", dimensions = local.domain, stat = "Maximum", period = 60 }
      threshold  = 1
      comparison = "GreaterThanOrEqualToThreshold"
      missing    = "ignore"
    }

    domain-yellow = {
      summary             = "Replicas of ${var.domain.name} have had no node for 15 minutes: everything works, and one more loss would be red."
      metric              = { namespace = "AWS/ES", name = "ClusterStatus.yellow", dimensions = local.domain, stat = "Maximum", period = 60 }
      threshold           = 1
      comparison          = "GreaterThanOrEqualToThreshold"
      evaluation_periods  = 15
      datapoints_to_alarm = 15
      missing             = "ignore"
    }

    domain-storage = {
      summary    = "A data node of ${var.domain.name} has less than ${var.thresholds.domain_free_storage_percent} % of its ${var.domain.volume_size_gib} GiB free; below about 20 % the domain blocks writes."
      metric     = { namespace = "AWS/ES", name = "FreeStorageSpace", dimensions = local.domain, stat = "Minimum", period = 60 }
      threshold  = var.domain.volume_size_gib * 1024 * var.thresholds.domain_free_storage_percent / 100
      comparison = "LessThanOrEqualToThreshold"
      missing    = "ignore"
    }

    domain-writes-blocked = {
      summary    = "${var.domain.name} refuses every write: storage or memory has run out."
      metric     = { namespace = "AWS/ES", name = "ClusterIndexWritesBlocked", dimensions = local.domain, stat = "Maximum", period = 300 }
      threshold  = 1
      comparison = "GreaterThanOrEqualToThreshold"
      missing    = "ignore"
    }

    domain-jvm-memory = {
      summary             = "The heap of a node of ${var.domain.name} is ${var.thresholds.domain_jvm_memory_percent} % full: it is about to run out of memory."
      metric              = { namespace = "AWS/ES", name = "JVMMemoryPressure", dimensions = local.domain, stat = "Maximum", period = 60 }
      threshold           = var.thresholds.domain_jvm_memory_percent
      comparison          = "GreaterThanOrEqualToThreshold"
      evaluation_periods  = 3
      datapoints_to_alarm = 3
      missing             = "ignore"
    }

    domain-cpu = {
      summary             = "A node of ${var.domain.name} has been at ${var.thresholds.domain_cpu_percent} % CPU for 45 minutes."
      metric              = { namespace = "AWS/ES", name = "CPUUtilization", dimensions = local.domain, stat = "Maximum", period = 900 }
      threshold           = var.thresholds.domain_cpu_percent
      comparison          = "GreaterThanOrEqualToThreshold"
      evaluation_periods  = 3
      datapoints_to_alarm = 3
      missing             = "ignore"
    }

    domain-write-rejections = {
      summary = "${var.domain.name} rejects writes because its queue is full (429); the indexer sends them again."
      # A counter since the node's start, so its growth is what counts; at a restart it falls, and a fall is no rejection.
      expression          = "DIFF(rejected)"
      inputs              = { rejected = { namespace = "AWS/ES", name = "ThreadpoolWriteRejected", dimensions = local.domain, stat = "Sum", period = 60 } }
      threshold           = 0
      evaluation_periods  = 15
      datapoints_to_alarm = 5
      missing             = "ignore"
    }

    domain-key = {
      summary    = "${var.domain.name} cannot use its encryption key. An inaccessible key ends in a domain whose data nobody can restore."
      expression = "MAX([FILL(error, 0), FILL(inaccessible, 0)])"
      inputs = {
        error        = { namespace = "AWS/ES", name = "KMSKeyError", dimensions = local.domain, stat = "Maximum", period = 60 }
        inaccessible = { namespace = "AWS/ES", name = "KMSKeyInaccessible", dimensions = local.domain, stat = "Maximum", period = 60 }
      }
      threshold  = 1
      comparison = "GreaterThanOrEqualToThreshold"
      # Both are only sent while there is trouble.
      missing = "notBreaching"
    }

    domain-nodes = {
      summary             = "${var.domain.name} has had fewer than its ${local.node_count} nodes for an hour."
      metric              = { namespace = "AWS/ES", name = "Nodes", dimensions = local.domain, stat = "Minimum", period = 300 }
      threshold           = local.node_count
      comparison          = "LessThanThreshold"
      evaluation_periods  = 12
      datapoints_to_alarm = 12
      missing             = "ignore"
    }

    domain-master = {
      summary    = "The nodes of ${var.domain.name} have not reached their master for five minutes."
      metric     = { namespace = "AWS/ES", name = "MasterReachableFromNode", dimensions = local.domain, stat = "Maximum", period = 300 }
      threshold  = 1
      comparison = "LessThanThreshold"
      missing    = "ignore"
    }

    domain-snapshot = {
      summary    = "The automated snapshot of ${var.domain.name} failed; mostly because the domain is red."
      metric     = { namespace = "AWS/ES", name = "AutomatedSnapshotFailure", dimensions = local.domain, stat = "Maximum", period = 60 }
      threshold  = 1
      comparison = "GreaterThanOrEqualToThreshold"
      missing    = "ignore"
    }
  }

  domain = { DomainName = var.domain.name, ClientId = data.aws_caller_identity.this.account_id }

  # The metric counts dedicated masters, too.
  node_count = var.domain.data_node_count + var.domain.dedicated_master_count
}
