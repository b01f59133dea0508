# REQUIRED VARIABLES

variable "name" {
  description = "Name of the domain."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,27}$", var.name))
    error_message = "Expected `name` to be 3 to 28 of a-z, 0-9 and `-`, beginning with a letter."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the domain and its logs. Its policy must let CloudWatch Logs use it. A change of it REPLACES the domain and all its indexes."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "Expected `kms_key_arn` to be the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>): not an alias, not an id."
  }
}

variable "master_user_arn" {
  description = "ARN of the IAM role (or user) that may do everything inside the domain: the one that hands out rights to the others, not one that works with data."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/[a-zA-Z0-9+=,.@_/-]+$", var.master_user_arn))
    error_message = "Expected `master_user_arn` to be the ARN of an IAM role or user (arn:aws:iam::<account>:role/<name>): not an account's root, not a session (sts)."
  }
}

variable "data_nodes" {
  description = "Instance type and number of the nodes that hold the indexes, over all zones."
  type = object({
    instance_type = string
    count         = number
  })

  validation {
    condition     = can(regex("^[a-z]+[0-9]+[a-z]*\\.(small|medium|([0-9]+x)?large)\\.search$", var.data_nodes.instance_type)) && !startswith(var.data_nodes.instance_type, "ultrawarm")
    error_message = "Expected `data_nodes.instance_type` to have the form <class>.<size>.search, for example r7g.large.search."
  }

  validation {
    condition     = !can(regex("^(t2|m3|r3|i[0-9]+[a-z]*|im[0-9]+[a-z]*|r6gd)\\.", var.data_nodes.instance_type))
    error_message = "Expected `data_nodes.instance_type` to be a type that encrypts at rest (not t2, m3, r3) and stores on EBS volumes (not i2, i3, i4g, i4i, i7i, i8g, im4gn, r6gd, which bring their own disks)."
  }

  validation {
    condition     = var.data_nodes.count >= 1 && var.data_nodes.count <= 1002 && floor(var.data_nodes.count) == var.data_nodes.count
    error_message = "Expected `data_nodes.count` to be a whole number from 1 to 1002; AWS allows 80 until the account's quota is raised."
  }

  validation {
    condition     = contains([1, 2, 3], var.zone_count) && try(var.data_nodes.count % var.zone_count == 0, false)
    error_message = "Expected `data_nodes.count` to be a multiple of `zone_count`: with an uneven spread the zone with fewer nodes carries more."
  }
}

variable "zone_count" {
  description = "Availability zones over which the nodes are spread: 1 (development), 2 or 3."
  type        = number

  validation {
    condition     = contains([1, 2, 3], var.zone_count)
    error_message = "Expected `zone_count` to be 1, 2 or 3."
  }
}

variable "volume" {
  description = "gp3 volume of each data node. `iops` and `throughput` (MiB/s) null: what AWS gives to a volume of this size without charge."
  type = object({
    size_gib   = number
    iops       = optional(number)
    throughput = optional(number)
  })

  validation {
    condition     = var.volume.size_gib >= 10 && var.volume.size_gib <= 36864 && floor(var.volume.size_gib) == var.volume.size_gib
    error_message = "Expected `volume.size_gib` to be a whole number from 10 to 36864; what a node can take at most depends on its instance type."
  }

  # https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html: every 3 TiB bring another 16,000 and 1,000.
  validation {
    condition     = var.volume.iops == null || try(var.volume.iops >= 3000 && var.volume.iops <= 16000 * ceil(var.volume.size_gib / 3072) && floor(var.volume.iops) == var.volume.iops, false)
    error_message = "Expected `volume.iops` to be a whole number from 3000 to 16000 for each begun 3,072 GiB, or null."
  }

  validation {
    condition     = var.volume.throughput == null || try(var.volume.throughput >= 125 && var.volume.throughput <= 1000 * ceil(var.volume.size_gib / 3072) && floor(var.volume.throughput) == var.volume.throughput, false)
    error_message = "Expected `volume.throughput` to be a whole number of MiB/s from 125 to 1000 for each begun 3,072 GiB, or null."
  }
}

# OPTIONAL VARIABLES

variable "engine_version" {
  description = "Version of the engine."
  type        = string
  default     = "OpenSearch_2.19"

  validation {
    condition     = can(regex("^OpenSearch_([2-9]|[1-9][0-9])\\.[0-9]+$", var.engine_version))
    error_message = "Expected `engine_version` to be OpenSearch_<major>.<minor> from 2.0 on."
  }
}

variable "dedicated_masters" {
  description = "Instance type and number of the nodes that only manage the cluster. Null: the data nodes do it, which is for development."
  type = object({
    instance_type = string
    count         = number
  })
  default = null

  validation {
    condition     = var.dedicated_masters == null || can(regex("^[a-z]+[0-9]+[a-z]*\\.(small|medium|([0-9]+x)?large)\\.search$", var.dedicated_masters.instance_type))
    error_message = "Expected `dedicated_masters.instance_type` to have the form <class>.<size>.search, for example m7g.large.search."
  }

  validation {
    condition     = var.dedicated_masters == null || try(contains([3, 5], var.dedicated_masters.count), false)
    error_message = "Expected `dedicated_masters.count` to be 3 or 5: two cannot outvote one another."
  }
}

variable "multi_az_with_standby" {
  description = "Whether one of three zones stands by, so that the loss of a zone takes no capacity away. Every index then needs two replicas (or a multiple of three copies)."
  type        = bool
  default     = false

  validation {
    condition     = !var.multi_az_with_standby || (var.zone_count == 3 && try(var.dedicated_masters.count == 3, false) && var.data_nodes.count % 3 == 0)
    error_message = "Expected with `multi_az_with_standby`: `zone_count` 3, three `dedicated_masters`, and `data_nodes.count` a multiple of 3."
  }

  validation {
    condition     = !var.multi_az_with_standby || !anytrue([for type in [var.data_nodes.instance_type, try(var.dedicated_masters.instance_type, "")] : startswith(type, "t")])
    error_message = "Expected with `multi_az_with_standby` no burstable instance type (t3): AWS refuses them there."
  }
}

variable "vpc" {
  description = "Subnets (one a zone) and security groups of a domain that is only reached from inside a VPC. Null: an address on the Internet that answers signed requests of this account only. A change between the two REPLACES the domain."
  type = object({
    subnet_ids         = set(string)
    security_group_ids = set(string)
  })
  default = null

  validation {
    condition     = var.vpc == null || try(length(var.vpc.subnet_ids) == var.zone_count, false)
    error_message = "Expected `vpc.subnet_ids` to be as many as `zone_count`, each in a zone of its own."
  }

  validation {
    condition     = var.vpc == null || try(length(var.vpc.security_group_ids) >= 1 && length(var.vpc.security_group_ids) <= 5, false)
    error_message = "Expected `vpc.security_group_ids` to be 1 to 5 groups: without one the VPC's default group would be taken."
  }

  validation {
    condition = var.vpc == null || try(alltrue(concat(
      [for id in var.vpc.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))],
      [for id in var.vpc.security_group_ids : can(regex("^sg-[0-9a-f]+$", id))],
    )), false)
    error_message = "Expected `vpc.subnet_ids` to be ids like subnet-0123456789abcdef0, and `vpc.security_group_ids` ids like sg-0123456789abcdef0."
  }
}

variable "log_retention_days" {
  description = "Days for which the domain's logs are kept; 0: for ever."
  type        = number
  default     = 365

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "Expected `log_retention_days` to be one of CloudWatch's: 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "manages_log_policy" {
  description = "Whether this module owns the one policy that lets the domains of this account and region write their logs. CloudWatch allows ten such policies a region: set it in one environment an account, and apply that one first."
  type        = bool
  default     = true
}

variable "manages_service_linked_role" {
  description = "Whether this module makes the service-linked role that a domain in a VPC needs. There is one an account: leave it off when it is there."
  type        = bool
  default     = false
}

variable "advanced_options" {
  description = "Further options of the engine, all values as text. Null: AWS's own. AWS answers with all of them, so name all of them or none, or every plan differs."
  type        = map(string)
  default     = null

  validation {
    condition     = try(lower(var.advanced_options["rest.action.multi.allow_explicit_index"]), "true") == "true"
    error_message = "Expected `advanced_options` to leave rest.action.multi.allow_explicit_index at \"true\": the indexer's bulk requests name an index in each operation."
  }
}

variable "off_peak_window_start" {
  description = "Start (UTC) of the ten hours of each day in which AWS may update and tune the domain."
  type = object({
    hours   = number
    minutes = number
  })
  default = {
    hours   = 0
    minutes = 0
  }

  validation {
    condition = (
      var.off_peak_window_start.hours >= 0 && var.off_peak_window_start.hours <= 23 && floor(var.off_peak_window_start.hours) == var.off_peak_window_start.hours &&
      var.off_peak_window_start.minutes >= 0 && var.off_peak_window_start.minutes <= 59 && floor(var.off_peak_window_start.minutes) == var.off_peak_window_start.minutes
    )
    error_message = "Expected `off_peak_window_start` to be hours from 0 to 23 and minutes from 0 to 59."
  }
}
