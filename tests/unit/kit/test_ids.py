from foodsave.kit.ids import new_id


def test_new_id_is_a_uuid_of_version_7_that_sorts_by_time():
    ids = [new_id() for _ in range(100)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 100
    assert {i[14] for i in ids} == {"7"}
