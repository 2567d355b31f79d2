#!/usr/bin/env bash
# Releases a package into the azd environment AZURE_ENV_NAME and takes it back if it does not answer: release.sh PACKAGE [PREVIOUS]
# Resources first (incremental, so a repeated run changes nothing), then the code, then the smoke test over the time a rolling update takes.
# What fails is replaced by PREVIOUS, the package of the last good release; resources are not taken back: they only ever gain.
set -euo pipefail
here=$(dirname "$0") package=$1 previous=${2:-}

azd provision --no-prompt
origin=$(azd env get-value PRAKERJA_ORIGIN)

# deploys PACKAGE, and sees whether it answers.
deploy() {
  azd deploy pipeline --from-package "$1" --no-prompt && "$here/smoke.sh" "$origin" "${SMOKE_ROUNDS:-20}" "${SMOKE_SECONDS:-15}"
}

if deploy "$package"; then
  exit 0
fi

if [[ -z $previous ]]; then
  echo "The release failed, and there is none before it to go back to." >&2
  exit 1
fi

echo "The release failed: going back to the one before." >&2
deploy "$previous" || { echo "Going back failed too: $origin needs people now." >&2; exit 2; }
exit 1
