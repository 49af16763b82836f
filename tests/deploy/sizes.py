"""Prints what each unit of the machine that is kept takes of memory, and what its parts take of the
disk.

    python -m tests.deploy.sizes
"""

import sys

from tests.deploy.machine import KEPT, Machine

UNITS = (
    *("silabo-web", "silabo-answers", "silabo-tasks", "nginx", "postfix@-", "redis-server"),
    *("postgresql@15-main", "weaviate", "ollama"),
)
FOLDERS = "/opt/silabo/releases/* /opt/weaviate /opt/ollama /var/lib/postgresql /var/lib/weaviate"
# Proportional: what processes share is counted once.
MEMORY = """\
for unit in {units}; do
  group=$(systemctl show -P ControlGroup $unit.service)
  processes=$(cat /sys/fs/cgroup/systemd$group/cgroup.procs /sys/fs/cgroup$group/cgroup.procs \
    2>/dev/null)
  total=0
  for each in $processes; do
    total=$((total + $(sed -n 's/^Pss: *\\([0-9]*\\) kB/\\1/p' /proc/$each/smaps_rollup)))
  done
  echo "$unit $((total / 1024)) MiB"
done
echo
du -sm {folders} | sed 's/\\t/ MB /'
"""


def main() -> int:
    """Ask the machine."""
    machine = Machine.found(KEPT)
    machine.network.plug()
    sys.stdout.write(machine.ssh(MEMORY.format(units=" ".join(UNITS), folders=FOLDERS)).stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
