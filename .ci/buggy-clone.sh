# Sourced: goes to a clone of its own, in which five known bugs are put back at once. Each of them shows as
# one finding over all scenarios; others, deeper down, as many.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bugs=(
  watch/watch-version-before-value
  time-driver/tm-duration-saturates-to-sentinel
  semaphore/sem-waker-dropped-under-lock
  blocking-pool/bp-shutdown-timeout-zero-joins
  oneshot/oneshot-complete-after-closed
)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q "$root" "$clone"
cd "$clone"
ln -s "$root/node_modules" node_modules
for bug in "${bugs[@]}"; do git apply "scenarios/known-bugs/$bug.patch"; done
