# Every recipe is one line that also works without just.

default: lint test

lint:
    ruff check . && ruff format --check . && mypy && lint-imports

test:
    python -m pytest

golden:
    FACTCHECK_ACCEPT_GOLDEN=1 python -m pytest tests/reporters

examples:
    factcheck report seeds/iran-russia-syria seeds/harbour-ferry && git diff --stat claims reports
