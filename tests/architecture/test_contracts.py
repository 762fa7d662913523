"""What import-linter's contracts in pyproject.toml cannot say."""

import ast

import grimp
import pytest

# Reached by name, not by import: the command line mounts its nouns lazily, __main__ is started, doubles are for tests.
STARTED = ("foodsave.__main__", "foodsave.cli.", "foodsave.testing")


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("foodsave", cache_dir=None)


def named_in_text(product):
    """Modules that a child process is told to import."""
    texts = (
        node.value
        for source in product
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("foodsave.")
    )
    return {text.split(":")[0] for text in texts}


def test_module_is_imported_by_another_or_started_by_name(graph, product):
    packages = {module for module in graph.modules if graph.find_children(module)}
    unused = [
        module
        for module in graph.modules - packages - named_in_text(product)
        if not module.startswith(STARTED) and not graph.find_modules_that_directly_import(module)
    ]

    assert sorted(unused) == []


def test_product_does_not_import_its_test_doubles(graph):
    importers = {
        importer
        for module in graph.modules
        if module.startswith("foodsave.testing")
        for importer in graph.find_modules_that_directly_import(module)
        if not importer.startswith("foodsave.testing")
    }

    assert importers <= {"foodsave.cli.demo"}
