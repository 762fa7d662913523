"""The budget of a readable code base, held by the build."""

import ast
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

LONGEST_MODULE, MEDIAN_MODULE = 400, 120
LONGEST_FUNCTION, LONG_FUNCTION, MEDIAN_FUNCTION = 60, 40, 12

# The boundaries where any failure is logged and turned into a stated one.
MAY_CATCH_ALL = {
    "src/foodsave/api/middleware/errors.py",
    "src/foodsave/monitoring/health.py",
    "src/foodsave/orchestration/dispatcher.py",
    "src/foodsave/worker/runner.py",
}
MANAGERS = {"MemoryManager", "ProfileManager", "CacheManager", "AlertManager"}
NO_NOUN = re.compile(r"(utils?|helpers?|common|misc|base_.*|enhanced.*|new|.*_v\d+|v\d+)\Z")
BANNER = re.compile(r"^\s*#\s*([-=#*~]\s*){4,}")
UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b(?!.*issue)")
DOCUMENTED = re.compile(r"src/foodsave/(kit|infra|core|jobs)/|src/foodsave/kitchen/\w+/service\.py")


def _length(function: ast.AST) -> int:
    return function.end_lineno - function.lineno + 1


def _handles_everything(node: ast.AST) -> bool:
    broad = {"Exception", "BaseException"}
    if isinstance(node, ast.ExceptHandler):
        if isinstance(node.body[-1], ast.Raise):  # it tidies up and lets the failure pass
            return False
        return node.type is None or any(isinstance(n, ast.Name) and n.id in broad for n in ast.walk(node.type))
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return any(isinstance(argument, ast.Name) and argument.id in broad for argument in node.args)
    return False


def _is_obvious(function: Any) -> bool:
    """A property that only returns an expression says everything by its name."""
    is_property = any(isinstance(d, ast.Name) and "property" in d.id for d in function.decorator_list)
    return is_property and len(function.body) == 1


def _public_functions(tree: ast.Module) -> Iterator[Any]:
    owners = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_"))]
    for owner in owners:
        for node in owner.body:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and not node.name.startswith("_") and not _is_obvious(node):
                yield node


def test_module_length_stays_within_budget(product):
    too_long = {source.name: source.lines for source in product if source.lines > LONGEST_MODULE}
    median = statistics.median(source.lines for source in product if source.lines > 1)

    assert too_long == {}
    assert median <= MEDIAN_MODULE


def test_function_length_stays_within_budget(product):
    lengths = {f"{s.name}:{f.lineno} {f.name}": _length(f) for s in product for f in s.functions()}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}
    ninetieth = sorted(lengths.values())[int(0.9 * len(lengths))]

    assert too_long == {}
    assert statistics.median(lengths.values()) <= MEDIAN_FUNCTION
    assert ninetieth <= LONG_FUNCTION


def test_broad_except_appears_at_boundaries_only(product):
    found = [
        f"{source.name}:{node.lineno}"
        for source in product
        if source.name not in MAY_CATCH_ALL
        for node in ast.walk(source.tree)
        if _handles_everything(node)
    ]

    assert found == []


def test_class_name_is_defined_once_in_the_product(product):
    homes = defaultdict(list)
    for source in product:
        for node in source.classes():
            homes[node.name].append(f"{source.name}:{node.lineno}")

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_class_name_says_manager_only_in_the_products_own_words(product):
    names = {node.name for source in product for node in source.classes()}

    assert {name for name in names if name.endswith("Manager")} <= MANAGERS
    assert {name for name in names if re.match(r"I[A-Z][a-z]", name)} == set()


def test_module_name_is_a_noun_of_the_field(product, suite):
    parts = {(part.removesuffix(".py"), s.name) for s in [*product, *suite] for part in s.name.split("/")}

    assert [where for part, where in parts if NO_NOUN.match(part.removeprefix("test_"))] == []


def test_public_function_has_a_one_line_summary(product):
    missing = []
    for source in product:
        if DOCUMENTED.match(source.name):
            for function in _public_functions(source.tree):
                summary = (ast.get_docstring(function) or "").split("\n\n", 1)[0]
                if not summary or "\n" in summary or not summary.endswith("."):
                    missing.append(f"{source.name}:{function.lineno} {function.name}")

    assert missing == []


def test_comment_is_neither_banner_nor_unfinished_business(product, suite):
    found = [
        f"{source.name}:{number}"
        for source in [*product, *suite]
        for number, line in enumerate(source.text.splitlines(), 1)
        if BANNER.search(line) or UNFINISHED.search(line)
    ]

    assert found == []


def test_tests_do_without_mocks_of_our_own_code(suite):
    users = [
        source.name
        for source in suite
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node)
    ]

    assert users == []


def test_test_names_tell_unit_behaviour_and_condition(suite):
    short = [
        f"{source.name}:{function.lineno} {function.name}"
        for source in suite
        if source.name.rsplit("/", 1)[-1].startswith("test_")
        for function in source.functions()
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]

    assert short == []
