#!/bin/sh
# Prints the program of a Chromium, or says how to get one. `MILLRACE_TEST_CHROMIUM` names one that stands elsewhere.
set -u

. "${0%/*}/../../local/stack/versions.sh"

set -- chromium chromium-browser google-chrome google-chrome-stable \
  '/Applications/Chromium.app/Contents/MacOS/Chromium' \
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
[ -z "${MILLRACE_TEST_CHROMIUM:-}" ] || set -- "$MILLRACE_TEST_CHROMIUM"

for program in "$@"; do
  # Some systems have a program of the name that only says how to get one.
  if "$program" --version >/dev/null 2>&1 && command -v "$program"; then exit 0; fi
done

complain 'Chromium or Chrome, for the tests of the page' "${MILLRACE_TEST_CHROMIUM:-none}" 'apt-get install chromium' \
  'brew install --cask chromium' 'https://www.chromium.org/getting-involved/download-chromium'
end_when_faulty
