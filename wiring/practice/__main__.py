"""`python -m wiring.practice` is `make run`."""

import sys

from wiring.practice.run import main

sys.exit(main())
