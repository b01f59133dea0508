"""What moto 5.2.1 lacks of CloudFront: functions, response headers policies, and parts of a distribution that it forgets.
All of it keeps what it was given and hands it back; nothing is served."""

from moto.cloudfront import models, responses, urls
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

functions = {}
policies = {}
modified = "2026-01-01T00:00:00Z"


class Missing(ServiceException):
    def __init__(self, code):
        super().__init__(code, "There is no such thing.")


def require(things, key, code):
    if key not in things:
        raise Missing(code)
    return things[key]


def create_function(self):
    name = self._get_param("Name")
    arn = f"arn:aws:cloudfront::{self.current_account}:function/{name}"
    functions[name] = {"Arn": arn, "Stages": {}}
    return put_function(self)


def put_function(self):
    name = self._get_param("Name")
    draft = {"Config": self._get_param("FunctionConfig"), "Code": self._get_param("FunctionCode")}
    function = require(functions, name, "NoSuchFunctionExists")
    function["Stages"]["DEVELOPMENT"] = {**draft, "ETag": models.random_id()}
    return ActionResult({"FunctionSummary": summarize(name, "DEVELOPMENT"), "ETag": etag_of(name, "DEVELOPMENT")})


def publish_function(self):
    name = self._get_param("Name")
    stages = require(functions, name, "NoSuchFunctionExists")["Stages"]
    stages["LIVE"] = stages["DEVELOPMENT"]
    return ActionResult({"FunctionSummary": summarize(name, "LIVE")})


def describe_function(self):
    name, stage = self._get_param("Name"), self._get_param("Stage") or "DEVELOPMENT"
    return ActionResult({"FunctionSummary": summarize(name, stage), "ETag": etag_of(name, stage)})


def get_function(self):
    name, stage = self._get_param("Name"), self._get_param("Stage") or "DEVELOPMENT"
    code = find_stage(name, stage)["Code"]
    return ActionResult({"FunctionCode": code, "ETag": etag_of(name, stage), "ContentType": "application/octet-stream"})


def delete_function(self):
    name = self._get_param("Name")
    require(functions, name, "NoSuchFunctionExists")
    if name in used_functions():
        raise Missing("FunctionInUse")
    del functions[name]
    return EmptyResult()


def list_functions(self):
    items = [summarize(name, "DEVELOPMENT") for name in functions]
    return ActionResult({"FunctionList": {"MaxItems": 100, "Quantity": len(items), "Items": items}})


def find_stage(name, stage):
    return require(require(functions, name, "NoSuchFunctionExists")["Stages"], stage, "NoSuchFunctionExists")


def etag_of(name, stage):
    return find_stage(name, stage)["ETag"]


def summarize(name, stage):
    config = find_stage(name, stage)["Config"]
    metadata = {"FunctionARN": functions[name]["Arn"], "Stage": stage, "LastModifiedTime": modified}
    return {"Name": name, "Status": "DEPLOYED", "FunctionConfig": config, "FunctionMetadata": metadata}


def used_functions():
    """By the distributions of all accounts there are."""
    behaviours = [
        behaviour
        for backends in models.cloudfront_backends.values()
        for backend in backends.values()
        for distribution in backend.distributions.values()
        for behaviour in behaviours_of(distribution.distribution_config)
    ]
    associations = [one for behaviour in behaviours for one in behaviour.function_associations.get("Items", [])]
    return {association["FunctionARN"].split("/")[-1] for association in associations}


def behaviours_of(config):
    return [config.DefaultCacheBehavior, *config.CacheBehaviors.get("Items", [])]


def create_response_headers_policy(self):
    identifier = models.random_id()
    policies[identifier] = None
    return put_policy(self, identifier)


def update_response_headers_policy(self):
    return put_policy(self, self._get_param("Id"))


def put_policy(self, identifier):
    require(policies, identifier, "NoSuchResponseHeadersPolicy")
    config = self._get_param("ResponseHeadersPolicyConfig")
    policies[identifier] = {"Config": config, "ETag": models.random_id()}
    return answer_policy(identifier)


def get_response_headers_policy(self):
    return answer_policy(self._get_param("Id"))


def answer_policy(identifier):
    etag = require(policies, identifier, "NoSuchResponseHeadersPolicy")["ETag"]
    return ActionResult({"ResponseHeadersPolicy": show_policy(identifier), "ETag": etag})


def show_policy(identifier):
    config = policies[identifier]["Config"]
    return {"Id": identifier, "LastModifiedTime": modified, "ResponseHeadersPolicyConfig": config}


def delete_response_headers_policy(self):
    require(policies, self._get_param("Id"), "NoSuchResponseHeadersPolicy")
    del policies[self._get_param("Id")]
    return EmptyResult()


def list_response_headers_policies(self):
    items = [{"Type": "custom", "ResponseHeadersPolicy": show_policy(identifier)} for identifier in policies]
    return ActionResult({"ResponseHeadersPolicyList": {"MaxItems": 100, "Quantity": len(items), "Items": items}})


make_behaviour = models.DefaultCacheBehaviour.__init__
make_certificate = models.ViewerCertificate.__init__
make_origin = models.Origin.__init__


def make_whole_behaviour(self, config):
    make_behaviour(self, config)
    self.function_associations = config.get("FunctionAssociations") or {"Quantity": 0}
    if config.get("CachePolicyId"):
        # A behaviour has a cache policy or the older settings, never both.
        self.forwarded_values = None


def make_plain_certificate(self, config):
    make_certificate(self, config)
    # An empty ARN is read as one, and then has a method.
    self.acm_certificate_arn = config.get("ACMCertificateArn")
    self.iam_certificate_id = config.get("IAMCertificateId")


def make_whole_origin(self, origin):
    make_origin(self, origin)
    self.origin_access_control_id = origin.get("OriginAccessControlId")


def mend():
    models.DefaultCacheBehaviour.__init__ = make_whole_behaviour
    models.Origin.__init__ = make_whole_origin
    models.ViewerCertificate.__init__ = make_plain_certificate
    responses.CloudFrontResponse.update_function = put_function
    for operation in (
        create_function,
        publish_function,
        describe_function,
        get_function,
        delete_function,
        list_functions,
        create_response_headers_policy,
        update_response_headers_policy,
        get_response_headers_policy,
        delete_response_headers_policy,
        list_response_headers_policies,
    ):
        setattr(responses.CloudFrontResponse, operation.__name__, operation)
    for path in (
        "function",
        "function/[^/]+",
        "function/[^/]+/[a-z]+",
        "response-headers-policy",
        "response-headers-policy/[^/]+",
    ):
        urls.url_paths["{0}/2020-05-31/" + path + "$"] = responses.CloudFrontResponse.dispatch
