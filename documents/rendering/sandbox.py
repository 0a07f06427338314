"""The template language of a letter: show a value, choose, repeat; nothing that calculates or calls.

The tree of every template is held against a list of what is allowed before anything of it runs, and the
environment it runs in can only look things up in plain data. Bounds on time and memory are the child's.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents.rendering.findings import Code, Finding, TemplateFault
from documents.rendering.formats import FILTER_NAMES, Formats
from documents.rendering.languages import DEFAULT_LANGUAGE, LANGUAGES

LOOP_FACTS = frozenset({"index", "index0", "revindex", "first", "last", "length"})
TESTS = frozenset({"defined", "undefined", "none", "true", "false", "even", "odd"})
KEPT_SOURCES = 400
# The word that Jinja stumbled over, as its English message quotes it; not what it calls a kind of word.
STUMBLED_OVER = re.compile(r"(?:got|unexpected|tag) '(?!(?:string|integer|float)')([^' ]{1,40})'")
ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Keyword,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Neg,
    nodes.Concat,
)


# What a template's writer typed to get such a node.
WORDS: dict[type[nodes.Node], str] = {
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.Block: "block",
    nodes.Call: "( )",
    nodes.CallBlock: "call",
    nodes.Dict: "{ }",
    nodes.Div: "/",
    nodes.Extends: "extends",
    nodes.FilterBlock: "filter",
    nodes.FloorDiv: "//",
    nodes.FromImport: "from",
    nodes.Import: "import",
    nodes.Include: "include",
    nodes.Macro: "macro",
    nodes.Mod: "%",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Slice: "[ : ]",
    nodes.With: "with",
}


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Strict (an absent value is an error), autoescaping, without globals, calls or attributes."""

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.formats = Formats(LANGUAGES[language])
        self._compiled: OrderedDict[str, Template] = OrderedDict()
        super().__init__(
            undefined=StrictUndefined, autoescape=True, finalize=self.finished, cache_size=0, optimized=False
        )
        self.globals.clear()
        self.filters = self.formats.filters
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """The compiled template, each source once; raises TemplateFault before anything forbidden is compiled."""
        text = str(source or "")
        if text not in self._compiled:
            self._compiled[text] = super().from_string(parse_safely(self, text))
            while len(self._compiled) > KEPT_SOURCES:
                self._compiled.popitem(last=False)
        return self._compiled[text]

    def finished(self, value: Any) -> Any:
        """What an instruction came to, as it is written in the letter."""
        return self.formats.shown(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A dot means a name in a dict, or one of the plain facts of a loop."""
        if isinstance(obj, LoopContext) and attribute in LOOP_FACTS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Looks only in dicts and lists; whatever is not there is undefined and therefore an error."""
        if isinstance(obj, dict) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and 0 <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, Undefined):
            return obj
        return self.undefined(name=str(argument))

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Nothing can be called; the tree check already says so, this is the second lock."""
        raise SecurityError("call")


def parse_safely(environment: LetterEnvironment, source: str) -> nodes.Template:
    """The template's tree; raises TemplateFault when it holds anything that is not allowed."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateFault(_unreadable(str(error.message))) from error
    except (ValueError, RecursionError) as error:
        raise TemplateFault(Finding(Code.SYNTAX)) from error
    if findings := list(forbidden(tree)):
        raise TemplateFault(*findings)
    return tree


def _unreadable(message: str) -> Finding:
    found = STUMBLED_OVER.search(message)
    return Finding(Code.SYNTAX_AT, values={"word": found[1]}) if found else Finding(Code.SYNTAX)


def forbidden(tree: nodes.Node) -> Iterator[Finding]:
    """Everything in the tree that a letter may not do."""
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, ALLOWED_NODES) or _is_forbidden(node):
            yield Finding(Code.FORBIDDEN, values={"what": _named(node)})
        elif isinstance(node, nodes.Filter) and node.name not in FILTER_NAMES:
            values = {"name": node.name, "known": ", ".join(FILTER_NAMES)}
            yield Finding(Code.UNKNOWN_FILTER, values=values)


def _is_forbidden(node: nodes.Node) -> bool:
    match node:
        case nodes.Name():
            return node.name.startswith("_") or node.name == "self"
        case nodes.Getattr():
            return node.attr.startswith("_")
        case nodes.Getitem():
            return not _is_plain_key(node.arg)
        case nodes.For():
            return node.recursive or not isinstance(node.target, nodes.Name)
        case nodes.Test():
            return node.name not in TESTS
        case nodes.Filter():
            return node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None
    return False


def _is_plain_key(key: nodes.Node) -> bool:
    return isinstance(key, nodes.Const) and (
        isinstance(key.value, int) or (isinstance(key.value, str) and not key.value.startswith("_"))
    )


def _named(node: nodes.Node) -> str:
    """The offending piece in the words of the template's writer, as far as it has any."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f".{node.attr}"
        case nodes.Test():
            return node.name
    return WORDS.get(type(node), type(node).__name__)
