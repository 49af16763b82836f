from silabo.adapters.model_servers.token_meter import TokenMeter


def test_the_estimate_of_tokens_is_raised_by_what_the_model_counted() -> None:
    meter = TokenMeter()
    text = "palabra " * 100
    before = meter.tokens(text)
    low = meter.counted(text, before * 2)
    high = meter.counted(text, before)
    letters = TokenMeter()
    letters.counted("x" * 100, 10_000)

    assert (low, high) == (True, False)
    assert before * 2 - 2 <= meter.tokens(text) <= len(text)
    assert letters.tokens("x" * 100) == 100
