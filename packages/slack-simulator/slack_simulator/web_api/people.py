"""users.*, usergroups.*, bots.*, team.*: who is there."""

from slack_simulator.api_objects import epoch, user_object
from slack_simulator.records import JSON, Group
from slack_simulator.web_api.calls import Call, Method, Methods, SlackError


def users_info(call: Call) -> JSON:
    """Describe one person."""
    return {"user": user_object(call.team, call.user())}


def users_lookup_by_email(call: Call) -> JSON:
    """Describe the person with an e-mail address; a closed account is not found."""
    address = call.text("email").lower()
    for user in call.team.users.values():
        if user.email.lower() == address and not user.is_deactivated:
            return {"user": user_object(call.team, user)}
    raise SlackError("users_not_found")


def users_list(call: Call) -> JSON:
    """List everybody, the bot included; on one page unless a ``limit`` is given."""
    found = [user_object(call.team, user) for user in call.team.users.values()]
    return call.page(found, "members", default=max(len(found), 1)) | {"cache_ts": epoch(call.team.now())}


def usergroups_list(call: Call) -> JSON:
    """List the user groups."""
    with_users = call.flag("include_users")
    return {"usergroups": [_group(call, group, with_users=with_users) for group in call.team.groups.values()]}


def usergroups_users_list(call: Call) -> JSON:
    """List the ids of the people in a user group."""
    group = call.team.groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": group.users}


def _group(call: Call, group: Group, *, with_users: bool) -> JSON:
    shown: JSON = {
        "id": group.id,
        "team_id": call.team.team_id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 0,
        "user_count": len(group.users),
        "prefs": {"channels": [], "groups": []},
    }
    return shown | {"users": group.users} if with_users else shown


def bots_info(call: Call) -> JSON:
    """Describe the app's bot."""
    if call.optional("bot") not in {None, call.team.bot_id}:
        raise SlackError("bot_not_found")
    bot = {
        "id": call.team.bot_id,
        "deleted": False,
        "name": call.team.app.name,
        "updated": epoch(call.team.now()),
        "app_id": call.team.app_id,
        "user_id": call.team.bot_user_id,
        "icons": {},
    }
    return {"bot": bot}


def team_info(call: Call) -> JSON:
    """Describe the workspace."""
    team = call.team
    shown = {"id": team.team_id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}
    return {"team": shown | {"url": f"https://{team.domain}.slack.com/"}}


METHODS: Methods = {
    "users.info": Method(users_info, ("users:read",), 4),
    "users.lookupByEmail": Method(users_lookup_by_email, ("users:read.email",), 3),
    "users.list": Method(users_list, ("users:read",), 2),
    "usergroups.list": Method(usergroups_list, ("usergroups:read",), 2),
    "usergroups.users.list": Method(usergroups_users_list, ("usergroups:read",), 2),
    "bots.info": Method(bots_info, ("users:read",), 3),
    "team.info": Method(team_info, ("team:read",), 3),
}
