"""Compares connections.pyi with connections.py, which it imports: what differs is printed, one line each."""

import ast
import inspect
import sys
from pathlib import Path
from typing import Any

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))

import connections  # noqa: E402

Node = ast.FunctionDef | ast.AsyncFunctionDef


def names_in(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """What a file declares at its top level."""
    found: dict[str, ast.stmt] = {}
    for each in body:
        if isinstance(each, (ast.FunctionDef, ast.ClassDef)):
            found[each.name] = each
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            found[each.target.id] = each
        elif isinstance(each, ast.Assign):
            found |= {target.id: each for target in each.targets if isinstance(target, ast.Name)}
    return found


def parameters(node: Node) -> list[str]:
    words = node.args
    return [each.arg for each in words.args + words.kwonlyargs] + [each.arg for each in (words.vararg, words.kwarg) if each]


def check_function(node: Node, real: Any) -> None:
    if list(inspect.signature(real).parameters) != parameters(node):
        print(f"{node.name}: {parameters(node)} instead of {inspect.signature(real)}")
    if not ast.get_docstring(node):
        print(f"{node.name}: says nothing")


stub = names_in(ast.parse((folder / "connections.pyi").read_text()).body)
source = names_in(ast.parse((folder / "connections.py").read_text()).body)
for missing in source.keys() - stub.keys():
    print(f"{missing}: not in the stub")
for name, node in stub.items():
    if isinstance(node, ast.ClassDef):
        client = type(connections.redis)
        if name != client.__name__:
            print(f"{name}: is not what redis is, {client.__name__}")
        for method in filter(lambda each: isinstance(each, ast.AsyncFunctionDef), node.body):
            check_function(method, getattr(client, method.name))
    elif name not in source:
        print(f"{name}: only in the stub")
    elif isinstance(node, ast.FunctionDef):
        check_function(node, getattr(connections, name))
    elif isinstance(node, ast.AnnAssign):
        wanted, real = ast.unparse(node.annotation).split("[")[0], type(getattr(connections, name))
        if wanted not in [each.__name__ for each in real.__mro__]:
            print(f"{name}: {wanted} instead of {real.__name__}")
