"""What a reader sees of a chart: every text, inside the picture and apart from the others."""

from itertools import combinations


def drawn_ticks(axis, limits):
    """Tick labels in the frame; those beyond the axis limits exist, but are not drawn."""
    low, high = sorted(limits)
    return [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]


def shown_texts(canvas):
    """Every text that is drawn."""
    (axes,) = canvas.axes
    texts = [*canvas.texts, *axes.texts]
    if axes.axison:
        texts += drawn_ticks(axes.xaxis, axes.get_xlim()) + drawn_ticks(axes.yaxis, axes.get_ylim())
        texts += [axes.xaxis.label, axes.yaxis.label]
    if axes.get_legend():
        texts += axes.get_legend().get_texts()
    return [text for text in texts if text.get_text().strip()]


def check_layout(canvas):
    """No text is clipped by the picture's edge or lies on another."""
    canvas.draw_without_rendering()
    frame = canvas.bbox
    boxes = {text: text.get_window_extent() for text in shown_texts(canvas)}
    assert len(boxes) > 2
    for text, box in boxes.items():
        assert box.x0 >= frame.x0 and box.x1 <= frame.x1, text.get_text()
        assert box.y0 >= frame.y0 and box.y1 <= frame.y1, text.get_text()
    for (a, box_a), (b, box_b) in combinations(boxes.items(), 2):
        assert not box_a.overlaps(box_b), (a.get_text(), b.get_text())
