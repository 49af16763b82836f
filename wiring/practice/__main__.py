"""`python -m wiring.practice` is `make run`; with `--model` it is `make run MODEL=1`."""

import sys

from wiring.practice.run import main

sys.exit(main(model="--model" in sys.argv[1:]))
