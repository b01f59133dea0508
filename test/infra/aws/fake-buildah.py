"""Stands in for buildah where AWS is moto, which takes no layers: `push` puts a manifest under the tag, as a push ends by.
What buildah itself makes of the Dockerfile is tested in ../image-content.test.ts."""

import hashlib
import json
import sys

import boto3

command, *rest = sys.argv[1:]

if command == "login":
    sys.stdin.read()
elif command == "push":
    address, tag = rest[-1].rsplit(":", 1)
    host, name = address.split("/", 1)
    config = "sha256:" + hashlib.sha256(tag.encode()).hexdigest()
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    manifest = {"schemaVersion": 2, "mediaType": kind, "config": {"digest": config, "size": 1}, "layers": []}
    text = json.dumps(manifest)
    boto3.client("ecr").put_image(
        registryId=host.split(".")[0],
        repositoryName=name,
        imageTag=tag,
        imageManifest=text,
        # moto makes one up from nothing else but the layers.
        imageDigest="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
    )
elif command not in ("version", "build"):
    sys.exit(f"Expected version, login, build or push, got {command}.")
