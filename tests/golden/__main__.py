"""Write the golden files anew: `make golden`. Read the difference before you commit it."""

from tests.golden.cases import every
from tests.golden.golden import contents, store

store(contents(every()))
