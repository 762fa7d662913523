from foodsave.kitchen.receipts.grammar.slopes import SlopeField, SlopeSample


def test_slope_field_follows_long_print_rather_than_many_short_boxes():
    samples = [SlopeSample(10.0 * n, 0.0, 20) for n in range(6)] + [SlopeSample(30.0, -0.03, 500)]

    assert SlopeField(samples).at(30) == -0.03


def test_slope_field_differs_along_the_page():
    samples = [SlopeSample(y, 0.01 if y < 500 else -0.02, 50) for y in range(0, 1000, 10)]
    field = SlopeField(samples)

    assert (field.at(20), field.at(980)) == (0.01, -0.02)


def test_slope_field_is_level_without_samples():
    assert SlopeField([]).at(100) == 0.0
