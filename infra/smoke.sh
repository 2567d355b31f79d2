#!/usr/bin/env bash
# Whether a deployment answers as it should: smoke.sh ORIGIN [ROUNDS [SECONDS]]
# Waits up to PATIENCE seconds (default 900: Front Door takes minutes the first time) for the first good round; then every one of ROUNDS
# (default 1), SECONDS (default 15) apart, must be good. A rolling update takes minutes, so the deployment asks over that time.
set -uo pipefail
origin=${1%/} rounds=${2:-1} seconds=${3:-15} patience=${PATIENCE:-900}

# answers PATH WORD: 200 within 10 s, and the word in the body.
answers() {
  local body
  body=$(curl --fail --silent --show-error --max-time 10 "$origin$1") && [[ $body == *"$2"* ]] || { echo "bad: $1" >&2; return 1; }
}

round() {
  answers /api/health/ready '"ready"' && answers /api/openapi.json '"/api/accounts"' && answers /api/batches '"items"'
}

until round; do
  ((SECONDS < patience)) || { echo "$origin did not become ready in $patience s" >&2; exit 1; }
  sleep 5
done
for ((i = 1; i < rounds; i++)); do
  sleep "$seconds"
  round || exit 1
done
echo "$origin answers, $rounds time(s)"
