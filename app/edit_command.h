#pragma once

#include "app/document.h"

#include <QUndoCommand>

namespace app {

// The one undo command: a project before and after.
class EditCommand final : public QUndoCommand {
public:
    EditCommand(Document& document, const QString& text, Document::Value after, QString mergeKey)
        : QUndoCommand(text), m_document(document), m_before(document.m_project), m_after(std::move(after)),
          m_mergeKey(std::move(mergeKey))
    {
    }

    void undo() override { m_document.replace(m_before); }
    void redo() override { m_document.replace(m_after); }

    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const EditCommand*>(other);
        if (next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        setObsolete(*m_after == *m_before);
        return true;
    }

private:
    Document& m_document;
    Document::Value m_before;
    Document::Value m_after;
    QString m_mergeKey;
};

} // namespace app
