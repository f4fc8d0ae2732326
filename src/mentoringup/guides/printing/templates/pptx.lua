-- Slides for PowerPoint: quotes and kinds of text as plain paragraphs, no colors of headings.

function Header(header)
  header.attributes = {}
  return header
end

function Span(span)
  return span.content
end

function Div(div)
  if div.classes:includes('notes') then
    return div:walk({
      BlockQuote = function(quote) return quote.content end,
      Header = function(header) return pandoc.Para(pandoc.Strong(header.content)) end,
    })
  end
  return div.content
end
