"""Calls AWS operations by their names: a JSON list of [service, operation, parameters] on standard input, the list of
answers on standard output; an error of AWS's is {"error": code}. Read through AWS's own SDK for Python, as it comes with moto."""

import base64
import json
import sys

import boto3
from botocore.exceptions import ClientError


def plain(value):
    if hasattr(value, "read"):
        return value.read().decode()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def ask(service, operation, parameters):
    try:
        return getattr(boto3.client(service), operation)(**parameters)
    except ClientError as error:
        return {"error": error.response["Error"]["Code"]}


print(json.dumps([ask(*call) for call in json.load(sys.stdin)], default=plain))
