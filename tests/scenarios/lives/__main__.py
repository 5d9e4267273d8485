"""Write the transcripts of lives anew: `make lives`. Read what differs as one who is in that channel."""

import asyncio
import sys

from tests.scenarios.lives.stories import LIVES
from tests.scenarios.lives.transcripts import store, told

for name in sys.argv[1:] or LIVES:
    store(name, asyncio.run(told(name)))
