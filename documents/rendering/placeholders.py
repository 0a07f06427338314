"""Holds every tag of a template against the fields that its kind of document promises."""

from collections.abc import Iterator

from jinja2 import nodes

from documents.rendering.findings import Code, Finding, TemplateFault
from documents.rendering.sandbox import LOOP_FACTS, LetterEnvironment, parse_safely
from documents.rendering.shapes import Shape, names_in, suggestion
from documents.rendering.tags import BRANCHES, CLOSER_OF, OPENER_OF, Kind, Tag

# docxtpl's own instructions for table cells: with a value, and without.
CELL_WITH_VALUE = ("colspan", "cellbg")
CELL_PLAIN = ("vm",)


class PlaceholderCheck:
    """Walks the tags of one part in reading order, with the names each loop adds."""

    def __init__(self, environment: LetterEnvironment, root: Shape | None) -> None:
        """Without a root only the writing is checked, not the names."""
        self.environment = environment
        self.root = root
        self.open: list[tuple[Tag, dict[str, Shape]]] = []

    def findings(self, tags: list[Tag]) -> Iterator[Finding]:
        """Everything wrong with these tags, all at once."""
        for tag in tags:
            yield from self._of(tag)
        for tag, _ in self.open:
            yield Finding(Code.BLOCK_NOT_CLOSED, tag.spot, _block(tag.keyword))
        self.open.clear()

    def _of(self, tag: Tag) -> Iterator[Finding]:
        if tag.kind is Kind.OUTPUT:
            yield from self._expression(tag, tag.text)
            yield from self._group(tag)
        elif tag.keyword in CLOSER_OF:
            yield from self._opening(tag)
        elif tag.keyword in OPENER_OF:
            yield from self._closing(tag)
        elif tag.keyword in BRANCHES:
            yield from self._branch(tag)
        elif tag.keyword in CELL_WITH_VALUE:
            yield from self._expression(tag, "{{" + tag.argument + "}}")
        elif tag.keyword not in CELL_PLAIN:
            yield Finding(Code.FORBIDDEN, tag.spot, {"what": tag.keyword or tag.text})

    def _group(self, tag: Tag) -> Iterator[Finding]:
        """A name that only groups other names has nothing to show."""
        shape = self._resolve(tag.body.split("."))
        if shape is not None and shape.children and not shape.is_list:
            example = f"{tag.body}.{next(iter(shape.children))}"
            yield Finding(Code.GROUP, tag.spot, {"name": tag.body, "example": example})

    def _opening(self, tag: Tag) -> Iterator[Finding]:
        names: dict[str, Shape] = {}
        tree = self._parsed("{% " + tag.body + " %}{% " + CLOSER_OF[tag.keyword] + " %}", tag)
        if isinstance(tree, Finding):
            yield tree
        elif loop := tree.find(nodes.For):
            yield from self._loop(loop, names, tag)
        else:
            yield from self._unknown_names(tree, tag)
        self.open.append((tag, names))

    def _loop(self, loop: nodes.For, names: dict[str, Shape], tag: Tag) -> Iterator[Finding]:
        yield from self._unknown_names(loop.iter, tag)
        shape = self._resolve(_path(loop.iter))
        if isinstance(shape, Shape):
            shape.is_list = shape.is_list or not shape.has_sample
            if not shape.is_list:
                yield Finding(Code.NO_LIST, tag.spot, {"tag": tag.text})
        names["loop"] = _loop_shape()
        if isinstance(loop.target, nodes.Name):
            names[loop.target.name] = shape if isinstance(shape, Shape) else Shape()
        if loop.test is not None:
            self.open.append((tag, names))
            yield from self._unknown_names(loop.test, tag)
            self.open.pop()

    def _closing(self, tag: Tag) -> Iterator[Finding]:
        if not self.open or self.open[-1][0].keyword != OPENER_OF[tag.keyword]:
            yield Finding(Code.BLOCK_NOT_OPENED, tag.spot, {"keyword": tag.keyword})
        else:
            self.open.pop()

    def _branch(self, tag: Tag) -> Iterator[Finding]:
        if not self.open or self.open[-1][0].keyword not in BRANCHES[tag.keyword]:
            yield Finding(Code.BLOCK_NOT_OPENED, tag.spot, {"keyword": tag.keyword})
        elif tag.keyword == "elif":
            yield from self._expression(tag, "{{" + tag.argument + "}}")

    def _expression(self, tag: Tag, source: str) -> Iterator[Finding]:
        tree = self._parsed(source, tag)
        if isinstance(tree, Finding):
            yield tree
        else:
            yield from self._unknown_names(tree, tag)

    def _parsed(self, source: str, tag: Tag) -> nodes.Template | Finding:
        try:
            return parse_safely(self.environment, source)
        except TemplateFault as error:
            first = error.findings[0]
            return Finding(first.code, tag.spot, {"tag": tag.text, **first.values})

    def _unknown_names(self, tree: nodes.Node, tag: Tag) -> Iterator[Finding]:
        for path in _paths(tree):
            if self.root is not None and self._resolve(path) is None:
                name = ".".join(path)
                close = suggestion(name, self._known_names())
                code = Code.UNKNOWN_FIELD_SUGGESTION if close else Code.UNKNOWN_FIELD
                yield Finding(code, tag.spot, {"name": name, "suggestion": close})

    def _resolve(self, path: list[str]) -> Shape | None:
        """The shape a dotted name means here; an open shape answers for all that lies below it."""
        if not path:
            return Shape()
        shape = next(
            (names[path[0]] for _, names in reversed(self.open) if path[0] in names),
            self.root.children.get(path[0]) if self.root else None,
        )
        for step in path[1:]:
            if shape is None or (shape.is_open and shape.is_list):
                return shape
            shape = shape.children.get(step)
        return shape

    def _known_names(self) -> list[str]:
        local = [
            f"{alias}.{name}"
            for _, names in self.open
            for alias, shape in names.items()
            for name in names_in(shape)
        ]
        aliases = [alias for _, names in self.open for alias in names if alias != "loop"]
        return [*(names_in(self.root) if self.root else ()), *local, *aliases]


def _loop_shape() -> Shape:
    return Shape(children={fact: Shape(has_sample=True, sample=1) for fact in LOOP_FACTS})


def _block(keyword: str) -> dict[str, str]:
    return {"keyword": keyword, "closer": CLOSER_OF[keyword]}


def _paths(tree: nodes.Node) -> Iterator[list[str]]:
    """Every dotted name in an expression, each whole and once."""
    if isinstance(tree, nodes.Name | nodes.Getattr | nodes.Getitem) and (path := _path(tree)):
        yield path
    else:
        for child in tree.iter_child_nodes():
            yield from _paths(child)


def _path(node: nodes.Node) -> list[str]:
    """`klager.naam` as its steps; an index into a list adds none; empty when it is no plain name."""
    match node:
        case nodes.Name():
            return [node.name]
        case nodes.Getattr():
            return [*above, node.attr] if (above := _path(node.node)) else []
        case nodes.Getitem(arg=nodes.Const(value=str(key))):
            return [*above, key] if (above := _path(node.node)) else []
        case nodes.Getitem():
            return _path(node.node)
    return []
