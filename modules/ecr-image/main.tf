# Makes nothing at AWS: it keeps, in a state of its own, which image runs, so that others read it there.

locals {
  is_built = var.image_digest != "sha256:${join("", [for digit in range(64) : "0"])}"
}

resource "terraform_data" "this" {
  input = {
    image_uri    = "${var.repository_url}@${var.image_digest}"
    image_digest = var.image_digest
    image_tag    = var.image_tag
  }

  lifecycle {
    precondition {
      condition     = join("", terraform_data.unbuilt[*].id) == ""
      error_message = "Expected the digest of an image that stands in ${var.repository_url}, got the placeholder for one that is not built yet (tag ${var.image_tag}). Build and push it before the apply, as the unit's hook does, or hand over the digest of one that is there. What runs was not changed."
    }
  }
}

# A plan may name an image that is yet to be built, an apply may not. A condition on the digest alone would stop both. This one
# hangs on the id of a resource that every plan makes anew, which is known during an apply only.
resource "terraform_data" "unbuilt" {
  count = local.is_built ? 0 : 1

  triggers_replace = plantimestamp()
}
