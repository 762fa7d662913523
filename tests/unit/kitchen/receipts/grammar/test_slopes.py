from foodsave.kitchen.receipts.grammar.slopes import SlopeField, SlopeSample


def test_slope_field_follows_long_print_rather_than_many_short_boxes():
    samples = [SlopeSample(10.0 * n, 50.0, 0.0, 20) for n in range(6)] + [SlopeSample(30.0, 50.0, -0.03, 500)]

    assert SlopeField(samples).between(30, 0, 100) == -0.03


def test_slope_field_differs_along_the_page():
    samples = [SlopeSample(y, 50.0, 0.01 if y < 500 else -0.02, 50) for y in range(0, 1000, 10)]
    field = SlopeField(samples)

    assert (field.between(20, 0, 100), field.between(980, 0, 100)) == (0.01, -0.02)


def test_slope_field_takes_the_chord_of_a_bowed_row():
    left = [SlopeSample(20.0 * n, 100.0, 0.0, 80) for n in range(20)]
    right = [SlopeSample(20.0 * n, 500.0, -0.1, 80) for n in range(20)]
    field = SlopeField(left + right)

    assert (field.between(100, 90, 510), field.between(100, 90, 110)) == (-0.05, 0.0)


def test_slope_field_is_level_without_samples():
    assert SlopeField([]).between(100, 0, 10) == 0.0
