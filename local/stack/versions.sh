# Sourced by the scripts that check what must be on a machine: how to ask a program for its version, and how to complain.
# The names are the callers': shellcheck disable=SC2034
faults=0

# complain <what is needed> <what was found> <Debian and Ubuntu> <Homebrew> <download page>
complain() {
  [ "$faults" -gt 0 ] || echo 'Millrace needs what is not here:' >&2
  faults=$((faults + 1))
  printf '\n  %s; found: %s\n    Debian, Ubuntu  %s\n    macOS           %s\n    or              %s\n' "$@" >&2
}

# end_when_faulty: after the last complaint.
end_when_faulty() {
  [ "$faults" -gt 0 ] || return 0
  printf '\nInstall that, then try again.\n' >&2
  exit 1
}

# is_at_least <version> <major> <minor>
is_at_least() {
  major=${1%%.*}
  rest=${1#*.}
  [ "$rest" != "$1" ] || rest=0
  minor=${rest%%.*}
  [ "$major" -gt "$2" ] || { [ "$major" -eq "$2" ] && [ "${minor:-0}" -ge "$3" ]; }
}

# ask <name> <sed script that prints the version> <command…>: asks in the background, as some take their time.
answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT
ask() {
  name=$1
  script=$2
  shift 2
  command -v "$1" >/dev/null 2>&1 || return 0
  "$@" </dev/null 2>&1 | sed -n "$script" >"$answers/$name" &
}

# answer <name>: the version, or nothing when the program is missing or broken.
answer() { [ ! -f "$answers/$1" ] || head -n 1 "$answers/$1"; }
