"""Prints what a screen reader is told about one program's windows, as JSON: an object for each widget that is shown,
with its children.
usage: accessible_tree.py PROCESS

A program of its own, because AT-SPI's library binds a process to the first bus that it finds.
"""
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def application_of(process):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application and application.get_process_id() == process:
            return application
    return None


def tree_of(item):
    box = item.get_extents(Atspi.CoordType.SCREEN)
    return {"role": item.get_role_name(), "name": item.get_name(), "description": item.get_description(),
            "box": [box.x, box.y, box.width, box.height], "value": value_of(item), "text": text_of(item),
            "states": [state.value_nick for state in item.get_state_set().get_states()],
            "labels": labels_of(item), "children": [tree_of(child) for child in children_of(item)]}


def children_of(item):
    children = (item.get_child_at_index(index) for index in range(item.get_child_count()))
    return [child for child in children if child and child.get_state_set().contains(Atspi.StateType.SHOWING)]


def value_of(item):
    return item.get_value_iface().get_current_value() if "Value" in item.get_interfaces() else None


def text_of(item):
    return Atspi.Text.get_text(item, 0, -1) if "Text" in item.get_interfaces() else None


def labels_of(item):
    return [relation.get_target(index).get_name() for relation in item.get_relation_set()
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
            for index in range(relation.get_n_targets())]


if __name__ == "__main__":
    found = application_of(int(sys.argv[1]))
    json.dump(tree_of(found) if found else None, sys.stdout)
