"""moto's proxy, mended where it would stop a correct apply."""

import json
import os
import shutil
import socket
import ssl
import sys

import cloudfront_parts
from moto.apigateway import models
from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.moto_proxy.certificate_creator import CertificateCreator
from moto.moto_proxy.proxy3 import ProxyRequestHandler
from moto.proxy import main
from moto.s3.models import FakeBucket
from moto.stepfunctions.parser.models import StepFunctionsParserBackend
from moto.stepfunctions.responses import StepFunctionResponse

put_integration = models.APIGatewayBackend.put_integration


def put_integration_without_uri(self, *args, **kwargs):
    # An integration of the type `mock` has neither address nor method; moto 5.2.1 answers 502 to such a document.
    kwargs.setdefault("uri", None)
    kwargs.setdefault("integration_method", "POST")
    return put_integration(self, *args, **kwargs)


def validate_state_machine_definition(self):
    # The provider asks for it while it plans; moto 5.2.1 has the interpreter, and not the question.
    try:
        StepFunctionsParserBackend._validate_definition(self._get_param("definition"))
    except Exception as error:
        diagnostic = {"severity": "ERROR", "code": "INVALID", "message": str(error)}
        return ActionResult({"result": "FAIL", "diagnostics": [diagnostic]})
    return ActionResult({"result": "OK", "diagnostics": []})


def list_state_machine_versions(self):
    # Asked for on each read; moto 5.2.1 answers 502, which is tried again for minutes.
    return ActionResult({"stateMachineVersions": []})


get_permission = FakeBucket.get_permission


def get_unconditional_permission(self, action, resource):
    # moto refuses whatever a statement with a condition is about. Ours are about callers without TLS, with another
    # encryption, or of CloudFront: none of them comes through here.
    statements = json.loads(self.policy)["Statement"] if self.policy else []
    if all("Condition" in statement for statement in statements):
        return PermissionResult.NEUTRAL
    return get_permission(self, action, resource)


close_at_once = ProxyRequestHandler.finish


def close_gently(self):
    # A socket that is closed with bytes unread resets the connection, and an answer on its way may be lost by that: older
    # clients do not ask again. So: say that this is the end, and hear the other side say so.
    try:
        self.wfile.flush()
        self.connection.settimeout(2)
        plain = self.connection.unwrap() if isinstance(self.connection, ssl.SSLSocket) else self.connection
        plain.shutdown(socket.SHUT_WR)
        while plain.recv(65536):
            pass
    except (OSError, ValueError):
        pass
    close_at_once(self)


ProxyRequestHandler.finish = close_gently
# Its certificates lie in its own package, where two proxies at once write the same file.
folder = os.environ["CERTIFICATES_FOLDER"]
shutil.copy(os.path.join(CertificateCreator.certdir, "req.conf.tmpl"), folder)
CertificateCreator.certdir = folder
cloudfront_parts.mend()
FakeBucket.get_permission = get_unconditional_permission
models.APIGatewayBackend.put_integration = put_integration_without_uri
StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
StepFunctionResponse.list_state_machine_versions = list_state_machine_versions
sys.exit(main())
