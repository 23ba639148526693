import pytest
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from backend.common.query import QuerySerializer, read_query


class Query(QuerySerializer):
    since = serializers.DateField(required=False)
    kind = serializers.ChoiceField(["a", "b"], required=False)


def read(query):
    return read_query(Query, Request(APIRequestFactory().get("/" + query)))


def problems(query):
    with pytest.raises(ValidationError) as caught:
        read(query)
    return caught.value.get_codes()


def test_only_what_was_given_comes_back():
    assert read("?kind=a") == {"kind": "a"}


def test_paging_is_left_to_the_paginator():
    assert read("?page=x&page_size=y") == {}


def test_an_unknown_name_is_refused():
    assert problems("?kinds=a") == {"kinds": ["unknown"]}


def test_a_name_given_twice_is_refused():
    assert problems("?kind=a&kind=b") == {"kind": ["repeated"]}


def test_a_bad_value_is_refused():
    assert problems("?kind=c&since=yesterday") == {"kind": ["invalid_choice"], "since": ["invalid"]}
