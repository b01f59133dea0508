#!/bin/sh
# Says at once all that `make check-infra` needs and does not find here: what was found, and how to get it.
set -u

. "${0%/*}/../../../local/stack/versions.sh"

ask go 's/^go version go\([0-9][0-9.]*\).*/\1/p' go version
ask python 's/^Python \([0-9][0-9.]*\).*/\1/p' python3 --version
# Debian has Python without what makes a venv.
ask venv 's/^\(venv\)$/\1/p' python3 -c 'import ensurepip, venv; print("venv")'
ask terraform 's/^Terraform v\([0-9][0-9.]*\).*/\1/p' terraform version
ask openssl 's/^[A-Za-z]* \([0-9][0-9.]*\).*/\1/p' openssl version
wait

go=$(answer go)
if [ -z "$go" ] || ! is_at_least "$go" 1 26; then
  complain 'Go 1.26 or newer' "${go:-none}" 'https://go.dev/doc/install' 'brew install go' 'https://go.dev/dl'
fi

python=$(answer python)
if [ -z "$python" ] || ! is_at_least "$python" 3 11; then
  complain 'Python 3.11 or newer' "${python:-none}" 'apt-get install python3 python3-venv' 'brew install python' \
    'https://www.python.org/downloads'
elif [ -z "$(answer venv)" ]; then
  complain 'the modules venv and ensurepip of Python' 'none' 'apt-get install python3-venv' 'brew install python' \
    'https://www.python.org/downloads'
fi

terraform=$(answer terraform)
if [ -z "$terraform" ] || ! is_at_least "$terraform" 1 10; then
  complain 'Terraform 1.10 or newer' "${terraform:-none}" 'https://developer.hashicorp.com/terraform/install' \
    'brew install hashicorp/tap/terraform' 'https://releases.hashicorp.com/terraform'
fi

if [ -z "$(answer openssl)" ]; then
  complain 'openssl' 'none' 'apt-get install openssl' 'brew install openssl' 'https://openssl-library.org/source'
fi

end_when_faulty
