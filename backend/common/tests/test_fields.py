import pytest
from rest_framework.exceptions import ValidationError

from backend.common.fields import StrictBooleanField, StrictCharField, StrictIntegerField

TEXT, FLAG, NUMBER = StrictCharField(), StrictBooleanField(), StrictIntegerField()


@pytest.mark.parametrize("field,value", [(TEXT, "7"), (FLAG, True), (FLAG, False), (NUMBER, 7), (NUMBER, -1)])
def test_a_value_of_its_own_type_is_taken(field, value):
    assert field.run_validation(value) is value


@pytest.mark.parametrize(
    "field,values",
    [
        (TEXT, [7, 1.5, True, [], ["a"], {}]),
        (FLAG, [0, 1, "true", "yes", "", [], {}]),
        (NUMBER, [1.0, 1.5, "7", "", True, [], {}]),
    ],
    ids=["text", "flag", "number"],
)
def test_a_value_of_another_type_is_refused(field, values):
    for value in values:
        with pytest.raises(ValidationError) as caught:
            field.run_validation(value)
        assert caught.value.get_codes() in (["invalid"], ["blank"]), value
