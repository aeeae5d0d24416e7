#!/bin/sh
# Makes .venv, or says in one sentence which system package is missing.
set -eu
python=${1:-}
missing() { echo "codibot needs $1. On Debian or Ubuntu: sudo apt-get install $2" >&2; exit 1; }

[ -n "$python" ] || missing "Python 3.11, 3.12 or 3.13" "python3 python3-venv python3-dev"
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
    || missing "Python 3.11, 3.12 or 3.13 (this is $("$python" -V))" "python3 python3-venv python3-dev"
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing "Python's venv module" "python3-venv"
command -v c++ >/dev/null || command -v g++ >/dev/null || missing "a C++ compiler (for Annoy)" "g++"
"$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' \
    || missing "Python's headers (for Annoy)" "python3-dev"
"$python" -m venv .venv
