#pragma once

#include <QList>
#include <QString>

namespace widgets {

// Numbers in rows and columns.
struct NumberGrid {
    int rows = 0, columns = 0;
    QList<double> values = {}; // row by row

    bool isEmpty() const { return values.isEmpty(); }
    double at(int row, int column) const { return values[row * columns + column]; }
    bool operator==(const NumberGrid&) const = default;
};

// A place in a grid.
struct Cell {
    int row = -1, column = -1;

    bool isNone() const { return row < 0; }
    bool operator==(const Cell&) const = default;
};

// How a window walks along one side of a picture.
struct WindowAxis {
    int input = 1, output = 1;
    int window = 1, stride = 1, dilation = 1;
    int before = 0, after = 0; // padding

    int extent() const { return (window - 1) * dilation + 1; } // what it spans, holes included
    int first(int step) const { return step * stride - before; } // may lie in the padding
    bool operator==(const WindowAxis&) const = default;
};

// A convolution or pooling of one picture, with all its numbers.
struct WindowScene {
    enum class Kind { Convolution, Maximum, Average };

    Kind kind = Kind::Convolution;
    NumberGrid input, output;
    NumberGrid kernel = {}; // of a convolution
    double bias = 0;
    WindowAxis vertical = {}, horizontal = {};

    int steps() const { return output.rows * output.columns; }
    Cell outputAt(int step) const { return {step / output.columns, step % output.columns}; }
    bool operator==(const WindowScene&) const = default;
};

// One value that the window reads.
struct Tap {
    Cell input; // outside the input: padding
    Cell window;
    double value = 0; // 0 in the padding
    double weight = 1;
    bool padding = false;
    bool chosen = false; // the largest one, first of its equals
};
QList<Tap> tapsAt(const WindowScene& scene, int step);
// The steps whose window reads this cell of the input, in order.
QList<int> stepsReading(const WindowScene& scene, Cell input);

// Decimals with which all these numbers can be told apart at a glance: none for whole numbers, at most three.
int decimalsFor(const NumberGrid& grid);
// "−0.25" as the user's locale writes it, with a true minus sign; a rounded zero has none.
QString figureText(double value, int decimals);

// A piece of the calculation as it is written: "(−1)·2", "+", "=", "−6".
struct Term {
    enum class Look { Value, Padding, Chosen, Sign, Result };

    QString text;
    Look look = Look::Sign;
    int tap = -1; // of tapsAt(); -1: a sign, the bias or the result
    bool breakBefore = false; // a row of the window begins here
};
QList<Term> calculation(const WindowScene& scene, int step);
QString calculationText(const WindowScene& scene, int step); // in one line

} // namespace widgets
