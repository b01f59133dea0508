# Every rule of the ruleset that comes with tflint: documented, typed, named, used, versioned, and in the standard files.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
