#!/usr/bin/python
"""One object of Consul's or Nomad's ACL API (a policy, a role, a token, an auth method, a binding rule)."""

import json
from urllib.error import HTTPError

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.urls import open_url

DOCUMENTATION = """
module: acl_object
short_description: An object of Consul's or Nomad's ACL API
description: Made when there is none, changed when a given field differs, left alone otherwise.
options:
  api: {description: Base URL of the API, type: str, required: true}
  token: {description: Token of the one who manages ACLs, type: str, required: true}
  read: {description: Path that answers with the object or with a list, type: str, required: true}
  match: {description: The field by which the object is found in a list, type: str}
  create: {description: Path for a new object, type: str, required: true}
  update: {description: Path for a changed one, with {ID} for its id, type: str}
  wanted: {description: The fields as the API names them, type: dict, required: true}
author: [Tripod]
"""

# Consul answers 403 for a token that it does not know.
ABSENT = (403, 404)


def main():
    module = AnsibleModule(
        argument_spec={
            "api": {"type": "str", "required": True},
            "token": {"type": "str", "required": True, "no_log": True},
            "read": {"type": "str", "required": True},
            "match": {"type": "str"},
            "create": {"type": "str", "required": True},
            "update": {"type": "str"},
            "wanted": {"type": "dict", "required": True},
        },
        supports_check_mode=True,
    )
    wanted = module.params["wanted"]
    present = find(module)
    changed = present is None or not covers(present, wanted)
    if changed and not module.check_mode:
        write(module, present)
    module.exit_json(changed=changed)


def find(module):
    status, answer = call(module, "GET", module.params["read"])
    if status in ABSENT:
        return None
    if isinstance(answer, list):
        field = module.params["match"]
        return next((one for one in answer if one.get(field) == module.params["wanted"][field]), None)
    return answer


def write(module, present):
    path = module.params["create"]
    if present is not None and module.params["update"]:
        path = module.params["update"].format(**present)
    status, answer = call(module, "PUT", path, module.params["wanted"])
    if status != 200:
        module.fail_json(msg="PUT %s answered %d: %s" % (path, status, answer))


def covers(present, wanted):
    """Whether all that is wanted is there; what the API adds by itself is no difference."""
    if isinstance(wanted, dict):
        return isinstance(present, dict) and all(covers(present.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        present = present or []
        return len(present) == len(wanted) and all(covers(one, other) for one, other in zip(present, wanted))
    return present == wanted


def call(module, method, path, body=None):
    headers = {"Authorization": "Bearer " + module.params["token"], "Content-Type": "application/json"}
    url = module.params["api"] + path
    try:
        answer = open_url(url, method=method, headers=headers, data=json.dumps(body) if body else None, timeout=10)
        return 200, json.loads(answer.read() or "null")
    except HTTPError as refusal:
        if method == "GET" and refusal.code not in ABSENT:
            module.fail_json(msg="GET %s answered %d: %s" % (path, refusal.code, refusal.read()))
        return refusal.code, refusal.read().decode()
    except OSError as problem:
        module.fail_json(msg="%s %s: %s. Is the service up?" % (method, url, problem))


if __name__ == "__main__":
    main()
