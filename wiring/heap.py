"""What a process has in memory when it begins to serve stays, and is not looked through again."""

import gc


def set_apart() -> None:
    """Keep what is there out of every later search for garbage. A whole search of it stops all
    threads for about a tenth of a second, and the first question is what begins one. Call it when
    all is made, and before threads start.
    """
    gc.collect()
    gc.freeze()
